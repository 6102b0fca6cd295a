package dev.keybay.core.health;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Asks all health checks when someone looks, and logs which became red or green since. */
@Component(immediate = true, service = HealthMonitor.class)
public final class HealthMonitor {
  private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final CheckRunner runner;

  /** Names of checks that are red; guarded by itself. */
  private final Set<String> red = new HashSet<>();

  /** Names of checks that were green once; guarded by {@link #red}. */
  private final Set<String> wereGreen = new HashSet<>();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<HealthCheck> checks = List.of();

  @Activate
  public HealthMonitor() {
    this(DEADLINE);
  }

  HealthMonitor(Duration deadline) {
    runner = new CheckRunner(deadline);
  }

  /** What is wrong now; takes two seconds at most. */
  List<Problem> problems(Set<HealthCheck.Concern> concerns) {
    List<HealthCheck> asked = checks.stream().filter(c -> concerned(c, concerns)).toList();
    List<Problem> problems = runner.run(asked);
    Set<String> names = new HashSet<>();
    asked.forEach(check -> names.add(CheckRunner.name(check)));
    logChanges(names, problems);
    return problems;
  }

  /** A check that cannot say what it concerns is asked, and so found red, wherever one looks. */
  private static boolean concerned(HealthCheck check, Set<HealthCheck.Concern> concerns) {
    try {
      return concerns.contains(check.concern());
    } catch (RuntimeException | LinkageError e) {
      return true;
    }
  }

  private void logChanges(Set<String> asked, List<Problem> problems) {
    synchronized (red) {
      for (Problem problem : problems) {
        asked.remove(problem.check());
        if (red.add(problem.check())) {
          // While the host starts, red is the order of the day.
          LOG.atLevel(wereGreen.contains(problem.check()) ? Level.WARN : Level.INFO)
              .addKeyValue("check", problem.check())
              .addKeyValue("problem", problem.text())
              .log("A health check is red");
        }
      }
      for (String green : asked) {
        wereGreen.add(green);
        if (red.remove(green)) {
          LOG.atInfo().addKeyValue("check", green).log("A health check is green");
        }
      }
    }
  }

  @Deactivate
  void stop() {
    runner.close();
  }
}
