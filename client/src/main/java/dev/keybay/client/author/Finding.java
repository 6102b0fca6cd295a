package dev.keybay.client.author;

import dev.keybay.format.descriptor.DescriptorException;
import dev.keybay.format.jar.JarInspector.BadJarException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that was found about a plugin's jar.
 *
 * @param message names the place too, where there is one
 * @param line of the descriptor, from 1; 0 if it is not about one
 * @param column likewise
 */
record Finding(String message, int line, int column) {

  static Finding of(String message) {
    return new Finding(message, 0, 0);
  }

  static Finding of(BadJarException refusal) {
    String message = String.valueOf(refusal.getMessage());
    return refusal.getCause() instanceof DescriptorException descriptor
        ? new Finding(message, descriptor.line(), descriptor.column())
        : of(message);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("message", message);
    if (line > 0) {
      json.put("line", line);
      json.put("column", column);
    }
    return json;
  }
}
