package dev.keybay.format.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.format.descriptor.Compatibility;
import dev.keybay.format.descriptor.Isolation;
import dev.keybay.format.descriptor.IsolationMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

class RunningHostTest {
  private static final RunningHost HOST =
      new RunningHost(new Version(1, 4, 2), RunningHost.java(Runtime.Version.parse("17.0.15+6")));

  @ParameterizedTest
  @CsvSource({
    "'[1.0,2)', 17",
    "1.4.2, '[17,26)'",
    "'[1.4,1.5)', 17.0.15",
  })
  void aPluginThatFitsHasNoProblem(String host, String java) {
    assertEquals(Optional.empty(), HOST.problem(wants(host, java), Isolation.ANY));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2.0,3) | 17 | it is made for Keybay [2.0.0,3.0.0); this is Keybay 1.4.2",
        "[1.0,1.4) | 17 | it is made for Keybay [1.0.0,1.4.0); this is Keybay 1.4.2",
        "1 | 21 | it is made for Java 21.0.0; this is Java 17.0.15",
      })
  void whatDoesNotFitIsSaid(String host, String java, String problem) {
    assertEquals(Optional.of(problem), HOST.problem(wants(host, java), Isolation.ANY));
  }

  @Test
  void whoAsksForNothingFitsEverywhere() {
    assertEquals(Optional.empty(), HOST.problem(Compatibility.ANY, Isolation.ANY));
  }

  @Test
  void aPreReleaseRunsWhatTheReleaseRuns() {
    RunningHost next = new RunningHost(new Version("2.0.0.SNAPSHOT"), HOST.java());
    assertEquals(Optional.empty(), next.problem(wants("[2.0,3)", "17"), Isolation.ANY));
    assertEquals(
        Optional.of("it is made for Keybay [1.0.0,2.0.0); this is Keybay 2.0.0"),
        next.problem(wants("[1.0,2)", "17"), Isolation.ANY));
  }

  @Test
  void whoInsistsOnMoreIsolationThanThereIsDoesNotFit() {
    assertEquals(Optional.empty(), HOST.problem(Compatibility.ANY, insisting("IN_PROCESS")));
    assertEquals(
        Optional.of(
            "it insists on more isolation (isolation.minimum: container); this Keybay runs plugins"
                + " in-process"),
        HOST.problem(Compatibility.ANY, insisting("CONTAINER")));
  }

  private static Isolation insisting(String minimum) {
    return new Isolation(Optional.empty(), Optional.of(IsolationMode.valueOf(minimum)));
  }

  private static Compatibility wants(String host, String java) {
    return new Compatibility(
        Optional.of(new VersionRange(host)), Optional.of(new VersionRange(java)), true);
  }
}
