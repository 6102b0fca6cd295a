package dev.keybay.format.signature;

import java.time.Instant;
import java.util.Optional;

/** What was found about the signature of a jar. Only {@link Valid} vouches for its bytes. */
public sealed interface SignatureReport {

  /** Why it does not vouch for the jar, in words for the operator; empty if it does. */
  Optional<String> problem();

  /** Who signed all of it and can be told; not whether they are trusted. */
  default Optional<Signer> signer() {
    return Optional.empty();
  }

  /** Who vouches for its bytes, and is trusted to; empty for anything that is not right. */
  default Optional<Signer> trusted() {
    return problem().isEmpty() ? signer() : Optional.empty();
  }

  /** Signed as a whole by someone whom the operator trusts. */
  record Valid(Signer by) implements SignatureReport {
    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }

    @Override
    public Optional<Signer> signer() {
      return Optional.of(by);
    }
  }

  /** The settings say not to look. */
  record Unchecked() implements SignatureReport {
    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }
  }

  /** Nobody signed it. */
  record Unsigned() implements SignatureReport {
    @Override
    public Optional<String> problem() {
      return Optional.of("the jar is not signed");
    }
  }

  /**
   * It was signed, and a part of the signature is gone, or no signer signed all of it.
   *
   * @param what what is missing
   */
  record Incomplete(String what) implements SignatureReport {
    @Override
    public Optional<String> problem() {
      return Optional.of("the jar's signature is incomplete: " + what);
    }
  }

  /**
   * It was changed after it was signed.
   *
   * @param entry what was changed, added or removed
   */
  record Tampered(String entry, String detail) implements SignatureReport {
    @Override
    public Optional<String> problem() {
      return Optional.of("the jar was changed after it was signed: " + entry + ": " + detail);
    }
  }

  /** Signed as a whole, by someone who is not in the trust store. */
  record UnknownSigner(Signer by, String detail) implements SignatureReport {
    @Override
    public Optional<String> problem() {
      return Optional.of("the jar's signer is not trusted: " + by + ": " + detail);
    }

    @Override
    public Optional<Signer> signer() {
      return Optional.of(by);
    }
  }

  /**
   * Signed as a whole by someone who is in the trust store, at a time for which their certificates
   * are not valid: now, or when a trusted timestamp says.
   *
   * @param at that time
   */
  record Expired(Signer by, Instant at, Instant from, Instant until) implements SignatureReport {
    @Override
    public Optional<String> problem() {
      return Optional.of(
          "the jar's signer is valid from "
              + from
              + " to "
              + until
              + ", and not at "
              + at
              + ": "
              + by);
    }

    @Override
    public Optional<Signer> signer() {
      return Optional.of(by);
    }
  }
}
