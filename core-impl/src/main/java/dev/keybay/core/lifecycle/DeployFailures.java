package dev.keybay.core.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that could not be taken. Each is reported once for a reason, and beside the file too, as
 * {@code <file>.error}, for whoever looks into the folder and not into the log. Guarded by its
 * lock.
 */
@Component(service = DeployFailures.class)
public final class DeployFailures {
  private static final Logger log = LoggerFactory.getLogger(DeployFailures.class);

  private final Clock clock;
  private final Map<Path, Failure> failures = new TreeMap<>();

  record Failure(Path file, String reason, Instant since) {}

  @Activate
  public DeployFailures(@Reference Clock clock) {
    this.clock = clock;
  }

  synchronized List<Failure> all() {
    return List.copyOf(failures.values());
  }

  /** Notes a failure; false if it is known. */
  public synchronized boolean add(Path file, String reason) {
    Failure known = failures.get(file);
    if (known != null && known.reason().equals(reason)) {
      return false;
    }
    failures.put(file, new Failure(file, reason, clock.instant()));
    try {
      Files.writeString(report(file), reason + "\n");
    } catch (IOException e) {
      log.atDebug().addKeyValue("file", file).setCause(e).log("no report beside the file");
    }
    return true;
  }

  public synchronized void clear(Path file) {
    if (failures.remove(file) != null) {
      try {
        Files.deleteIfExists(report(file));
      } catch (IOException e) {
        log.atDebug().addKeyValue("file", file).setCause(e).log("an old report stays");
      }
    }
  }

  private static Path report(Path file) {
    return file.resolveSibling(file.getFileName() + ".error");
  }
}
