package dev.keybay.core.plugins;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Settings {@code keybay.plugins}: when a switch is taken back, how far back one can go, and
 * whether this is development.
 */
@ObjectClassDefinition(name = "Plugins")
public @interface PluginsSettings {
  String PID = "keybay.plugins";

  @AttributeDefinition(
      name = "Watch",
      description =
          "seconds after a switch in which a failing version is switched back; 0 for none",
      min = "0",
      max = "86400")
  int watchSeconds() default 120;

  @AttributeDefinition(
      name = "Requests",
      description = "requests that a new version must have answered before it is judged",
      min = "1",
      max = "1000000")
  int watchRequests() default 20;

  @AttributeDefinition(
      name = "Failures",
      description = "percent of its requests that fail, from which a new version is switched back",
      min = "1",
      max = "100")
  int watchFailurePercent() default 50;

  @AttributeDefinition(
      name = "Kept versions",
      description =
          "versions of a stream lower than the one that serves that an update keeps, beside the"
              + " one that a rollback leads to",
      min = "0",
      max = "1000")
  int keptVersions() default 5;

  @AttributeDefinition(
      name = "Development",
      description =
          "other bytes may come under a version that is known, and a folder in deploy/ is a plugin;"
              + " for a developer's machine only")
  boolean development() default false;

  @AttributeDefinition(
      name = "Threads",
      description =
          "threads of its own that a new version may have more than when it was switched to, from"
              + " which it is switched back",
      min = "1",
      max = "100000")
  int watchThreads() default 100;
}
