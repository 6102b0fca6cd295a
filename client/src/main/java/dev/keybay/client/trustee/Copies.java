package dev.keybay.client.trustee;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Keys and certificates that a configuration names, read to be copied. */
record Copies(Places places, Takeover takeover) {

  /** What a file is to be, and what is said if it is not. */
  private enum Kind {
    PRIVATE_KEY("expected a private key in PEM, without a passphrase") {
      @Override
      boolean fits(String pem) {
        return pem.contains(PRIVATE) && !pem.contains("ENCRYPTED");
      }
    },
    CERTIFICATES("expected certificates in PEM") {
      @Override
      boolean fits(String pem) {
        return pem.contains("-----BEGIN CERTIFICATE-----");
      }
    },
    PUBLIC_KEYS("it is a private key, and a public one is expected") {
      @Override
      boolean fits(String text) {
        return !text.contains(PRIVATE);
      }
    };

    private static final String PRIVATE = "PRIVATE KEY-----";

    final String otherwise;

    Kind(String otherwise) {
      this.otherwise = otherwise;
    }

    abstract boolean fits(String text);
  }

  /** A private key in PEM, without a passphrase; empty, and said, if it is none. */
  Optional<Item.Copy> key(Section section, String key, String file, String name) {
    return copy(section, key, file, name, Kind.PRIVATE_KEY);
  }

  /** Certificates in PEM. */
  Optional<Item.Copy> certificates(Section section, String key, String file, String name) {
    return copy(section, key, file, name, Kind.CERTIFICATES);
  }

  /** A public key or a set of them: whatever is no private key. */
  Optional<Item.Copy> publicKeys(Section section, String key, String file, String name) {
    return copy(section, key, file, name, Kind.PUBLIC_KEYS);
  }

  private Optional<Item.Copy> copy(
      Section section, String key, String file, String name, Kind kind) {
    Optional<byte[]> content = read(section, key, file);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    if (!kind.fits(new String(content.get(), StandardCharsets.ISO_8859_1))) {
      takeover.left(section.path(key), section.place(key), kind.otherwise);
      return Optional.empty();
    }
    boolean secret = kind == Kind.PRIVATE_KEY;
    return Optional.of(
        new Item.Copy(section.path(key), section.place(key), name, content.get(), secret));
  }

  private Optional<byte[]> read(Section section, String key, String file) {
    try {
      return Optional.of(places.read(file));
    } catch (IOException e) {
      takeover.left(section.path(key), section.place(key), "cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }
}
