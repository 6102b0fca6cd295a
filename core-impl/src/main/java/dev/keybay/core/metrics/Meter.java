package dev.keybay.core.metrics;

/** A metric that is shown until closed. */
@FunctionalInterface
public interface Meter extends AutoCloseable {
  /** Shows it no more, unless one of the same name has replaced it. Idempotent; never fails. */
  @Override
  void close();
}
