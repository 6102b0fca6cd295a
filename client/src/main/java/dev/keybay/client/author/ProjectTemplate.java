package dev.keybay.client.author;

import dev.keybay.client.cli.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a new project: texts from beside this class, and what the distribution brings. */
final class ProjectTemplate {
  private static final String RESOURCES = "/dev/keybay/client/author/project/";

  private ProjectTemplate() {}

  /**
   * Writes a project.
   *
   * @param author the distribution's folder for authors: a Maven repository and Maven's wrapper
   * @param folder must be empty, or not be there
   */
  static void write(Path author, Path folder, ProjectNames names) {
    if (!Files.isDirectory(author.resolve("repository"))) {
      throw new CommandFailure("the distribution is not complete: there is no " + author);
    }
    try {
      if (Files.exists(folder) && !isEmpty(folder)) {
        throw new CommandFailure(folder + " is there already and not empty; choose another --dir");
      }
      for (Map.Entry<String, String> file : files(names).entrySet()) {
        Path target = folder.resolve(file.getValue());
        Files.createDirectories(target.getParent());
        Files.writeString(target, names.in(text(file.getKey())));
      }
      copy(author, folder);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + folder + ": " + e, e);
    }
  }

  /** Where each template goes. */
  private static Map<String, String> files(ProjectNames names) {
    String main = "src/main/java/" + names.folder() + "/";
    String test = "src/test/java/" + names.folder() + "/";
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", "pom.xml");
    files.put("README.md", "README.md");
    files.put("gitignore.txt", ".gitignore");
    files.put("plugin.yaml", "src/main/resources/OSGI-INF/keybay/plugin.yaml");
    files.put("Servlet.java.txt", main + names.servlet() + ".java");
    files.put("ServletTest.java.txt", test + names.servlet() + "Test.java");
    return files;
  }

  private static String text(String template) throws IOException {
    try (InputStream in = ProjectTemplate.class.getResourceAsStream(RESOURCES + template)) {
      if (in == null) {
        throw new IllegalStateException("the build has left out " + template);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** Permissions go along: the wrapper is a program. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
