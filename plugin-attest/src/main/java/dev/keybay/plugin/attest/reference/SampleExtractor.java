package dev.keybay.plugin.attest.reference;

import dev.keybay.api.attest.ReferenceValueException;
import dev.keybay.api.attest.ReferenceValueExtractor;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * The form {@code sample}: base64 of a JSON object from name to value, without a signature. The
 * administrator who sends it vouches for it.
 */
@Component(
    service = ReferenceValueExtractor.class,
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class SampleExtractor implements ReferenceValueExtractor {

  @Activate
  public SampleExtractor() {}

  @Override
  public String type() {
    return "sample";
  }

  @Override
  public Map<String, @Nullable Object> extract(String payload) throws ReferenceValueException {
    if (!(read(payload) instanceof Map<?, ?> members)) {
      throw new ReferenceValueException(
          "expected the payload to hold an object from name to value");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    members.forEach((name, value) -> values.put((String) name, value));
    return values;
  }

  private static @Nullable Object read(String payload) throws ReferenceValueException {
    try {
      return Json.read(Base64.getDecoder().decode(payload));
    } catch (IllegalArgumentException e) {
      throw new ReferenceValueException("expected the payload to be base64", e);
    } catch (JsonException e) {
      throw new ReferenceValueException(String.valueOf(e.getMessage()), e);
    }
  }
}
