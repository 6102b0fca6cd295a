package dev.keybay.core.policy;

import java.lang.annotation.Annotation;

/** Settings as Declarative Services would make them. */
@SuppressWarnings({"ClassExplicitlyAnnotation", "BadAnnotationImplementation"})
record Limits(long steps, long deadlineMillis, int historyLength) implements PolicySettings {
  static final Limits DEFAULT = new Limits(500_000, 2_000, 5);

  Limits(long steps, long deadlineMillis) {
    this(steps, deadlineMillis, 5);
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return PolicySettings.class;
  }
}
