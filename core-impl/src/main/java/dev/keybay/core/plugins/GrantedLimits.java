package dev.keybay.core.plugins;

import dev.keybay.core.routing.Target;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a version may use, of what its descriptor asks for: tighter bounds always, wider ones only
 * for plugins that ship. More requests at once than the host has threads for are for nobody.
 */
final class GrantedLimits {
  private GrantedLimits() {}

  static Target.Limits of(Target.Limits host, Optional<Descriptor> descriptor, boolean ships) {
    Limits asked = descriptor.map(each -> each.requests().limits()).orElse(Limits.NONE);
    return new Target.Limits(
        Math.min(host.concurrency(), asked.concurrency().orElse(host.concurrency())),
        time(host.deadline(), asked.callTimeout(), ships),
        asked.requestBytes().map(OptionalLong::of).orElse(host.bodyBytes()),
        ships);
  }

  /** How long a version may take to start. */
  static Duration start(Duration host, Optional<Descriptor> descriptor, boolean ships) {
    return time(host, descriptor.flatMap(each -> each.requests().limits().startTimeout()), ships);
  }

  /** How long the last requests inside a version may take. */
  static Duration drain(Duration host, Optional<Descriptor> descriptor, boolean ships) {
    return time(host, descriptor.flatMap(each -> each.requests().limits().drainTimeout()), ships);
  }

  private static Duration time(Duration host, Optional<Duration> asked, boolean ships) {
    return asked.filter(time -> ships || time.compareTo(host) < 0).orElse(host);
  }
}
