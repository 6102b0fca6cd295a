package dev.keybay.core.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  /** What a report's name ends with, after that of the file. */
  public static final String SUFFIX = ".error";

  private static final String JAR_REPORT = ".jar" + SUFFIX;

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

  /** Forgets a failure, and its report, which a broker that is no more may have written. */
  public synchronized void clear(Path file) {
    failures.remove(file);
    try {
      Files.deleteIfExists(report(file));
    } catch (IOException e) {
      log.atDebug().addKeyValue("file", file).setCause(e).log("an old report stays");
    }
  }

  /** Deletes the reports on jars that have gone while nobody looked. */
  public synchronized void tidy(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path report : files.filter(file -> file.toString().endsWith(JAR_REPORT)).toList()) {
        String name = String.valueOf(report.getFileName());
        Path jar = report.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
        if (Files.notExists(jar, LinkOption.NOFOLLOW_LINKS)) {
          clear(jar);
        }
      }
    } catch (IOException e) {
      log.atDebug().addKeyValue("folder", folder).setCause(e).log("old reports stay");
    }
  }

  private static Path report(Path file) {
    return file.resolveSibling(file.getFileName() + SUFFIX);
  }
}
