package dev.keybay.client.trustee;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code [[plugins]]}: the resources, and what other plugins cannot bring along. */
final class PluginsReader {
  private static final Map<String, String> OTHERS =
      Map.of(
          "pkcs11", "keys in an HSM cannot be read out; there is no such plugin here",
          "nebula-ca", "there is no Nebula CA here; its authority stays in its work_dir",
          "provisioner", "there is no provisioner here: keybay resource set",
          "external", "external plugins speak Trustee's gRPC: write a plugin of Keybay's");

  private final Takeover takeover;
  private final Places places;
  private final Stores stores;
  private final DataReader data;

  PluginsReader(Takeover takeover, Places places, Stores stores, DataReader data) {
    this.takeover = takeover;
    this.places = places;
    this.stores = stores;
    this.data = data;
  }

  void read(List<Section> plugins) {
    for (Section plugin : plugins) {
      String name = plugin.text("name").orElse("");
      if (name.equals("resource")) {
        resource(plugin);
      } else {
        plugin.skip();
        other(plugin, name);
      }
    }
  }

  private void other(Section plugin, String name) {
    if (name.equals("sample")) {
      takeover.needless("plugin sample", plugin.place("name"), "it is an example: see hello");
    } else {
      takeover.left(
          "plugin " + name,
          plugin.place("name"),
          OTHERS.getOrDefault(name, "there is no such plugin here"));
    }
  }

  private void resource(Section plugin) {
    Optional<String> kind = plugin.text("storage_backend_type");
    Optional<String> older = plugin.text("type");
    String key = kind.isPresent() ? "storage_backend_type" : "type";
    String normal =
        kind.or(() -> older).orElse("kvstorage").replace("_", "").toLowerCase(Locale.ROOT);
    switch (normal) {
      case "kvstorage" -> stores.read("repository", Optional.empty(), data::resource);
      case "localfs" -> folder(plugin, key);
      default -> {
        plugin.skip();
        takeover.left(
            "resources of " + kind.or(() -> older).orElse(""),
            plugin.place(key),
            "secrets of another service are not read: fetch them, then keybay resource set");
      }
    }
  }

  /** Older versions: a folder of their own for resources, {@code dir_path}. */
  private void folder(Section plugin, String key) {
    String folder = plugin.text("dir_path").orElse("/opt/confidential-containers/kbs/repository");
    try {
      FolderStore.below(places.of(folder), takeover).forEach(data::resource);
    } catch (IOException e) {
      takeover.left("resources of LocalFs", plugin.place(key), "cannot be read: " + folder);
    }
  }
}
