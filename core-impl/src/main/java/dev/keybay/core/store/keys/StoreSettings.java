package dev.keybay.core.store.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the key store, PID {@code keybay.store}. */
@ObjectClassDefinition(name = "Key store", description = "How secrets are encrypted at rest")
public @interface StoreSettings {
  /** The configuration's PID. */
  String PID = "keybay.store";

  @AttributeDefinition(
      name = "Key-encryption key file",
      description =
          "Read at the start. A file with the base64 form of 32 bytes, mode 0600; after a new key, older ones may"
              + " follow. Empty: the environment variable KEYBAY_KEK, or else a key that Keybay"
              + " makes itself below its data folder")
  String kekFile() default "";
}
