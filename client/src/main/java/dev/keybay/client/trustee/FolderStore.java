package dev.keybay.client.trustee;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * LocalFs: {@code FOLDER/NAMESPACE/KEY}, each {@code /} of the key written as the four characters
 * {@code \x2F}. Older versions wrote folders instead; both are read. Links are followed where they
 * stay in the namespace's folder, as Kubernetes makes them when it mounts a volume.
 */
record FolderStore(Path folder) implements Store {
  private static final int MAX_DEPTH = 8;
  private static final String SLASH = "\\x2F";

  @Override
  public List<Entry> entries(String namespace, Takeover takeover) throws IOException {
    Path root = folder.resolve(namespace);
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    if (!Places.isBelow(root, folder)) {
      takeover.left(
          namespace, root.toString(), "it is a link out of the store's folder, and not followed");
      return List.of();
    }
    return below(root, takeover);
  }

  /** All entries below a folder that is a namespace by itself. */
  static List<Entry> below(Path root, Takeover takeover) throws IOException {
    Walk walk = new Walk(root, takeover);
    Files.walkFileTree(root.toRealPath(), Set.of(), MAX_DEPTH, walk);
    walk.entries.sort(Comparator.comparing(Entry::key));
    return walk.entries;
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    final List<Entry> entries = new ArrayList<>();
    private final Path root;
    private final Path real;
    private final Takeover takeover;

    Walk(Path root, Takeover takeover) throws IOException {
      this.root = root;
      this.real = root.toRealPath();
      this.takeover = takeover;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      // Kubernetes keeps the files that its links lead to in folders of such names.
      return folder.getFileName().toString().startsWith("..") && !folder.equals(real)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (entries.size() >= MAX_ENTRIES) {
        throw new IOException("there are more than " + MAX_ENTRIES + " files");
      }
      String reason = attributes.isRegularFile() ? "" : reason(file, attributes);
      String name = real.relativize(file).toString();
      if (reason.isEmpty()) {
        entries.add(new Entry(key(name), root + "/" + name, () -> Places.read(file, MAX_VALUE)));
      } else if (!file.getFileName().toString().startsWith("..")) {
        takeover.left(name, root.toString(), reason);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      takeover.left(real.relativize(file).toString(), root.toString(), "it cannot be read");
      return FileVisitResult.CONTINUE;
    }

    private String reason(Path file, BasicFileAttributes attributes) throws IOException {
      if (!attributes.isSymbolicLink()) {
        return attributes.isDirectory() ? "folders are too deep" : "it is not a file";
      }
      if (!Files.exists(file)) {
        return "it is a link to nothing";
      }
      if (!file.toRealPath().startsWith(real)) {
        return "it is a link out of the store's folder, and not followed";
      }
      return Files.isRegularFile(file) ? "" : "it is a link to a folder, and not followed";
    }

    private static String key(String name) {
      return name.replace(SLASH, "/");
    }
  }
}
