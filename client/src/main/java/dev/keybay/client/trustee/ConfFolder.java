package dev.keybay.client.trustee;

import dev.keybay.client.Json;
import dev.keybay.client.trustee.Finding.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings folder of a broker. Files of others in it are left as they are. */
record ConfFolder(Path folder, Manner manner) {
  private static final int MAX_BYTES = 1 << 20;

  /** Keys and certificates first, as settings name them; then one file after the other. */
  List<Finding> carry(Takeover takeover) {
    List<Finding> findings = new ArrayList<>();
    takeover.items(Item.Copy.class).forEach(copy -> findings.add(copy(copy)));
    Map<String, List<Item.Setting>> byFile = new LinkedHashMap<>();
    takeover
        .items(Item.Setting.class)
        .forEach(
            setting ->
                byFile.computeIfAbsent(setting.file(), file -> new ArrayList<>()).add(setting));
    byFile.forEach((file, settings) -> findings.addAll(settings(folder.resolve(file), settings)));
    return findings;
  }

  private Finding copy(Item.Copy copy) {
    Path file = folder.resolve(copy.name());
    try {
      if (!Files.exists(file)) {
        return manner.take(copy, () -> AtomicFile.write(file, copy.content(), copy.secret()));
      }
      if (Arrays.equals(Places.read(file, MAX_BYTES), copy.content())) {
        return Manner.present(copy);
      }
      return manner.replace(
          copy,
          "another file is there: --force replaces it",
          () -> AtomicFile.write(file, copy.content(), copy.secret()));
    } catch (IOException e) {
      return Manner.failed(copy, e);
    }
  }

  private List<Finding> settings(Path file, List<Item.Setting> settings) {
    try {
      Map<String, @Nullable Object> members = read(file);
      String before = Json.write(members);
      List<Finding> findings = settings.stream().map(setting -> set(members, setting)).toList();
      if (!manner.plan() && !Json.write(members).equals(before)) {
        byte[] text = (Json.pretty(members) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, text, false);
      }
      return findings;
    } catch (IOException | IllegalArgumentException e) {
      return settings.stream().map(setting -> Manner.failed(setting, e)).toList();
    }
  }

  private Finding set(Map<String, @Nullable Object> members, Item.Setting setting) {
    if (!members.containsKey(setting.key())) {
      return put(members, setting);
    }
    if (Json.write(members.get(setting.key())).equals(Json.write(setting.value()))) {
      return Manner.present(setting);
    }
    return manner.force()
        ? put(members, setting)
        : Finding.of(setting, State.KEPT, "another value is there: --force replaces it");
  }

  private Finding put(Map<String, @Nullable Object> members, Item.Setting setting) {
    return manner.take(setting, () -> members.put(setting.key(), setting.value()));
  }

  private static Map<String, @Nullable Object> read(Path file) throws IOException {
    return Files.exists(file)
        ? Json.parseObject(Places.read(file, MAX_BYTES))
        : new LinkedHashMap<>();
  }
}
