package dev.keybay.client.trustee;

import dev.keybay.client.PolicyName;
import dev.keybay.client.ResourcePath;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A thing that can be carried. */
sealed interface Item {

  /** What it is at Trustee. */
  String what();

  /** The line of the configuration, or the store. */
  String from();

  /** Where it goes. */
  String to();

  /**
   * A key of a settings file.
   *
   * @param file of the settings folder, for example {@code http.json}
   * @param value a JSON value
   */
  record Setting(String what, String from, String file, String key, Object value) implements Item {
    @Override
    public String to() {
      return file + " " + key;
    }
  }

  /**
   * A key or certificate, copied into the settings folder.
   *
   * @param name of the copy
   * @param secret whether nobody else may read it
   */
  record Copy(String what, String from, String name, byte[] content, boolean secret)
      implements Item {
    @Override
    public String to() {
      return name;
    }
  }

  /** A resource. */
  record Resource(String from, ResourcePath path, Content content) implements Item {
    @Override
    public String what() {
      return "resource " + path;
    }

    @Override
    public String to() {
      return what();
    }
  }

  /** A resource policy or an attestation policy. */
  record Policy(String what, String from, PolicyName name, String rego) implements Item {
    @Override
    public String to() {
      return name.toString();
    }
  }

  /** A reference value, which counts until it expires. */
  record ReferenceValue(String from, String id, @Nullable Object value, Instant expiration)
      implements Item {
    @Override
    public String what() {
      return "reference value " + id;
    }

    @Override
    public String to() {
      return what();
    }
  }
}
