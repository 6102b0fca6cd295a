package dev.keybay.core.policy;

import java.lang.annotation.Annotation;

/** Settings as Declarative Services would make them. */
@SuppressWarnings({"ClassExplicitlyAnnotation", "BadAnnotationImplementation"})
record Limits(long steps, long deadlineMillis) implements PolicySettings {
  static final Limits DEFAULT = new Limits(500_000, 2_000);

  @Override
  public Class<? extends Annotation> annotationType() {
    return PolicySettings.class;
  }
}
