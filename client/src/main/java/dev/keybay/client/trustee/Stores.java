package dev.keybay.client.trustee;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code [storage_backend]}: where Trustee keeps its data, and what part of it lies elsewhere. */
final class Stores {
  private static final String DEFAULT_FOLDER = "/opt/confidential-containers/storage/";

  private final Takeover takeover;
  private final Places places;
  private final Section backends;
  private final String type;
  private final String from;

  Stores(Section storage, Places places, Takeover takeover) {
    this.takeover = takeover;
    this.places = places;
    this.type = storage.text("storage_type").orElse("Memory");
    this.from = storage.place("storage_type");
    this.backends = storage.section("backends");
    read("local_fs", "dir_path");
    read("local_json", "file_dir_path");
    for (String database : List.of("postgres", "redis")) {
      backends.section(database).skip();
    }
  }

  /**
   * Gives all entries of a namespace to the reader, or says why there are none.
   *
   * @param own the type of the store, if this part of Trustee has one of its own
   */
  void read(String namespace, Optional<String> own, Consumer<Store.Entry> reader) {
    String what = "store " + namespace;
    try {
      Optional<Store> store = store(own.orElse(type), what);
      if (store.isPresent()) {
        store.get().entries(namespace, takeover).forEach(reader);
      }
    } catch (IOException e) {
      takeover.left(what, from, "the store cannot be read: " + e.getMessage());
    }
  }

  /** Says of a namespace that nobody reads what is to be said, if it has any entry. */
  void passOver(String namespace, boolean needless, String why) {
    int[] count = {0};
    // What is passed over of it says nothing that matters.
    Takeover unread = new Takeover();
    try {
      Optional<Store> store = quietStore();
      count[0] = store.isPresent() ? store.get().entries(namespace, unread).size() : 0;
    } catch (IOException e) {
      count[0] = 1;
    }
    if (count[0] > 0) {
      new Hints(needless, why).report(takeover, "store " + namespace, from);
    }
  }

  private Optional<Store> store(String kind, String what) throws IOException {
    switch (normal(kind)) {
      case "memory" ->
          takeover.left(what, from, "Trustee keeps it in memory alone: set it by hand");
      case "postgres", "redis" ->
          takeover.left(
              what,
              from,
              "databases are not read: run Trustee on LocalFs or LocalJson, or set it by hand");
      default -> {
        Optional<Store> files = files(kind);
        if (files.isEmpty()) {
          takeover.left(what, from, "an unknown type of store");
        }
        return files;
      }
    }
    return Optional.empty();
  }

  private Optional<Store> quietStore() throws IOException {
    return files(type);
  }

  private Optional<Store> files(String kind) throws IOException {
    return switch (normal(kind)) {
      case "localfs" -> Optional.of(new FolderStore(places.of(read("local_fs", "dir_path"))));
      case "localjson" ->
          Optional.of(new JsonStore(places.of(read("local_json", "file_dir_path"))));
      default -> Optional.empty();
    };
  }

  private String read(String backend, String key) {
    return backends.section(backend).text(key).orElse(DEFAULT_FOLDER + backend);
  }

  private static String normal(String kind) {
    return kind.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
