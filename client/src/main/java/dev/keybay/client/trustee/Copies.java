package dev.keybay.client.trustee;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Keys and certificates that a configuration names, read to be copied. */
record Copies(Places places, Takeover takeover) {

  /** A private key in PEM, without a passphrase; empty, and said, if it is none. */
  Optional<Item.Copy> key(Section section, String key, String file, String name) {
    return read(section, key, file)
        .filter(
            pem ->
                fits(
                    section,
                    key,
                    contains(pem, "PRIVATE KEY-----") && !contains(pem, "ENCRYPTED"),
                    "expected a private key in PEM, without a passphrase"))
        .map(pem -> new Item.Copy(section.path(key), section.place(key), name, pem, true));
  }

  /** Certificates in PEM. */
  Optional<Item.Copy> certificates(Section section, String key, String file, String name) {
    return read(section, key, file)
        .filter(
            pem ->
                fits(
                    section,
                    key,
                    contains(pem, "-----BEGIN CERTIFICATE-----"),
                    "expected certificates in PEM"))
        .map(pem -> new Item.Copy(section.path(key), section.place(key), name, pem, false));
  }

  /** A public key or a set of them: whatever is no private key. */
  Optional<Item.Copy> publicKeys(Section section, String key, String file, String name) {
    return read(section, key, file)
        .filter(
            text ->
                fits(
                    section,
                    key,
                    !contains(text, "PRIVATE KEY-----"),
                    "it is a private key, and a public one is expected"))
        .map(text -> new Item.Copy(section.path(key), section.place(key), name, text, false));
  }

  private Optional<byte[]> read(Section section, String key, String file) {
    try {
      return Optional.of(places.read(file));
    } catch (IOException e) {
      takeover.left(section.path(key), section.place(key), "cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private boolean fits(Section section, String key, boolean holds, String otherwise) {
    if (!holds) {
      takeover.left(section.path(key), section.place(key), otherwise);
    }
    return holds;
  }

  private static boolean contains(byte[] pem, String text) {
    return new String(pem, StandardCharsets.ISO_8859_1).contains(text);
  }
}
