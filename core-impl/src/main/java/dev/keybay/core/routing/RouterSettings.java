package dev.keybay.core.routing;

import java.time.Duration;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Bounds of the way of a request. Applied to what begins after a change. */
@Component(service = RouterSettings.class, configurationPid = "keybay.router")
@Designate(ocd = RouterSettings.Settings.class)
public final class RouterSettings {

  /** Settings {@code keybay.router}. */
  @ObjectClassDefinition(name = "Router")
  public @interface Settings {
    @AttributeDefinition(
        name = "Largest body",
        description = "in bytes; a longer one is answered 413",
        min = "1024",
        max = "268435456")
    long maxBodyBytes() default 2 << 20;

    @AttributeDefinition(
        name = "Patience with bodies",
        description =
            "seconds that a request waits for its body; more for a long one that goes on at 16"
                + " KiB/s",
        min = "1",
        max = "600")
    int bodySeconds() default 10;

    @AttributeDefinition(
        name = "Slow bodies",
        description =
            "requests that may wait for their bodies at once; of more, the slowest is answered 400",
        min = "1",
        max = "10000")
    int slowBodies() default 64;

    @AttributeDefinition(
        name = "Gap hold",
        description = "milliseconds that requests wait for a plugin that vanished unannounced",
        min = "0",
        max = "60000")
    long gapHoldMillis() default 10_000;

    // A fifth fewer than the server has threads: a version that hangs leaves those to the others.
    @AttributeDefinition(
        name = "Concurrency",
        description = "requests inside one plugin version at once; one more is answered 503",
        min = "1",
        max = "10000")
    int concurrency() default 256;

    @AttributeDefinition(
        name = "Deadline",
        description = "seconds after which a request inside a plugin is interrupted",
        min = "1",
        max = "3600")
    int deadlineSeconds() default 60;

    @AttributeDefinition(
        name = "Start deadline",
        description = "seconds that a plugin has for its start",
        min = "1",
        max = "600")
    int startSeconds() default 30;

    @AttributeDefinition(
        name = "Drain deadline",
        description = "seconds that a version's last requests have before it is stopped over them",
        min = "1",
        max = "3600")
    int drainSeconds() default 60;
  }

  private volatile Settings settings;

  @Activate
  @Modified
  public void configure(Settings newSettings) {
    settings = newSettings;
  }

  long maxBodyBytes() {
    return settings.maxBodyBytes();
  }

  /** How long a request may wait for its body. */
  Duration bodyPatience() {
    return Duration.ofSeconds(settings.bodySeconds());
  }

  /** How many may do so at once. */
  int slowBodies() {
    return settings.slowBodies();
  }

  /** How long requests wait for a plugin that vanished unannounced. */
  public Duration gapHold() {
    return Duration.ofMillis(settings.gapHoldMillis());
  }

  /** What a version started now may use. */
  public Target.Limits limits() {
    return new Target.Limits(
        settings.concurrency(),
        Duration.ofSeconds(settings.deadlineSeconds()),
        OptionalLong.empty(),
        false);
  }

  /** How long a plugin may take to start. */
  public Duration startDeadline() {
    return Duration.ofSeconds(settings.startSeconds());
  }

  /** How long the last requests inside a version may take before it is stopped. */
  public Duration drainDeadline() {
    return Duration.ofSeconds(settings.drainSeconds());
  }
}
