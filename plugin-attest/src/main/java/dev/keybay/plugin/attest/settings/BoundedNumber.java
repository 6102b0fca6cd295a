package dev.keybay.plugin.attest.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads whole numbers of settings. One that is no number or out of range leaves the default. */
record BoundedNumber(Map<String, @Nullable Object> settings) {
  private static final Logger log = LoggerFactory.getLogger(BoundedNumber.class);

  int get(String key, int otherwise, int least, int most) {
    Object value = settings.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value.toString());
      if (least <= number && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as a number out of range is.
    }
    log.atWarn()
        .addKeyValue("setting", key)
        .log("expected a whole number from {} to {}; {} is used", least, most, otherwise);
    return otherwise;
  }
}
