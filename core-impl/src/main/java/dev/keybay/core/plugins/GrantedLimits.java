package dev.keybay.core.plugins;

import dev.keybay.core.routing.Target;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a version may use, of what its descriptor asks for: tighter bounds always, wider ones only
 * for plugins that ship.
 */
final class GrantedLimits {
  private GrantedLimits() {}

  static Target.Limits of(Target.Limits host, Optional<Descriptor> descriptor, boolean ships) {
    Limits asked = descriptor.map(each -> each.requests().limits()).orElse(Limits.NONE);
    return new Target.Limits(
        Math.min(host.concurrency(), asked.concurrency().orElse(host.concurrency())),
        asked.callTimeout().filter(time -> ships || isTighter(time, host)).orElse(host.deadline()),
        asked.requestBytes().filter(bytes -> ships).map(OptionalLong::of).orElse(host.bodyBytes()));
  }

  private static boolean isTighter(Duration time, Target.Limits host) {
    return time.compareTo(host.deadline()) < 0;
  }
}
