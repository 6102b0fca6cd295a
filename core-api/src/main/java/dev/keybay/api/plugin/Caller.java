package dev.keybay.api.plugin;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request: an immutable snapshot taken by the host before the plugin is called. It
 * holds no credential. More kinds may come: a switch over it needs a default.
 */
public interface Caller {

  /** A short name for logs and greetings, for example {@code guest:Kx3v…}, {@code admin:root}. */
  String name();

  /** A workload in a TEE whose attestation token was verified. */
  interface Guest extends Caller {
    /** The verified claims of its attestation token; immutable JSON values. */
    Map<String, @Nullable Object> claims();

    /** The TEE that attested, as in {@code tee} of the handshake, for example {@code snp}. */
    String tee();

    /** {@code init_data_claims} of the CPU's evidence, if the guest was started with init-data. */
    Optional<Map<String, @Nullable Object>> initDataClaims();
  }

  /** An administrator, authenticated and allowed by the access rules of the host. */
  interface Admin extends Caller {
    String role();
  }

  /** A plugin that has shown its key, see {@link PluginKey}. */
  interface Plugin extends Caller {
    /** The plugin's plain name. */
    String plugin();

    /** Its version, three numbers. */
    String version();

    /** What of the host it was granted, for example {@code secrets.read}. */
    Set<String> permissions();
  }

  /** Nobody in particular: the path is public, or its session is not attested yet. */
  interface Anonymous extends Caller {}
}
