package dev.keybay.api.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of the host that a policy may call.
 *
 * @param name as the policy writes it
 * @param arity the exact number of arguments
 * @param body the function; thread-safe
 */
public record PolicyFunction(String name, int arity, Body body) {

  /** Takes and gives JSON values; what it throws makes the evaluation fail. */
  @FunctionalInterface
  public interface Body {
    @Nullable Object call(List<@Nullable Object> arguments);
  }
}
