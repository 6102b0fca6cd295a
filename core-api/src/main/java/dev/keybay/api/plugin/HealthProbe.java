package dev.keybay.api.plugin;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether the plugin that publishes it as a service is well. A plugin needs none: without one
 * it is well while its endpoints are open.
 *
 * <p>A new version is asked before it gets any request, and gets none until it is well. Afterwards
 * it is asked at the interval of its descriptor's {@code health}. Called on a thread of the host,
 * by one at a time; must answer within five seconds. One that throws or is late is not well. Let a
 * component offer it that is there anyway (the servlet, for example), or one that is immediate:
 * another would be made anew for each question.
 */
@ConsumerType
public interface HealthProbe {

  /** What is wrong, in words that an administrator may read; empty if all is well. */
  Optional<String> problem();
}
