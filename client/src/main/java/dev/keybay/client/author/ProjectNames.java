package dev.keybay.client.author;

import java.util.Locale;

/**
 * How things are called in a project.
 *
 * @param plugin the plugin, its route and its artifact
 * @param javaPackage of its classes
 * @param version three numbers
 */
record ProjectNames(String plugin, String javaPackage, String version) {

  /** The servlet's class: {@code DiskKeysServlet} for {@code disk-keys}. */
  String servlet() {
    StringBuilder type = new StringBuilder();
    for (String word : plugin.split("-+", -1)) {
      type.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return type + "Servlet";
  }

  /** The group: the package without its last part, where it has several. */
  String group() {
    int dot = javaPackage.lastIndexOf('.');
    return dot < 0 ? javaPackage : javaPackage.substring(0, dot);
  }

  /** Where the package's sources lie. */
  String folder() {
    return javaPackage.replace('.', '/');
  }

  /** The text of a template with the names in it. */
  String in(String template) {
    return template
        .replace("{{name}}", plugin)
        .replace("{{package}}", javaPackage)
        .replace("{{version}}", version)
        .replace("{{servlet}}", servlet())
        .replace("{{group}}", group());
  }
}
