package dev.keybay.core.transaction;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.util.HashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** One operation on a plugin at a time: by name, because its streams share what the name means. */
@Component(service = NameLocks.class)
public final class NameLocks {
  private final Map<String, String> busy = new HashMap<>();

  /**
   * Takes a name, or refuses at once.
   *
   * @param work what for, as the other is told
   * @throws KbsException {@code CONFLICT} while another operation has it
   */
  public synchronized void take(String name, String work) {
    String other = busy.putIfAbsent(name, work);
    if (other != null) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          "Another operation on "
              + name
              + " runs: "
              + other
              + ". Wait for its end; operations shows it");
    }
  }

  /** Takes a name when it is free. For the host's own work, which nobody can repeat. */
  public synchronized void await(String name, String work) throws InterruptedException {
    while (busy.putIfAbsent(name, work) != null) {
      wait();
    }
  }

  /** Gives it back. */
  public synchronized void release(String name) {
    busy.remove(name);
    notifyAll();
  }
}
