package dev.keybay.bench.measure;

import dev.keybay.client.load.LoadGenerator;
import dev.keybay.client.load.LoadReport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads two or more servers in turn, so that what else the machine does hits all of them alike.
 *
 * @param warmUp for the shortest and the longest warm-up; between them a server is warm when its
 *     CPU a request has stopped falling
 */
public record Rounds(int rounds, Duration each, WarmUp warmUp, int connections) {

  /**
   * A server and how to ask it.
   *
   * @param pid its process
   */
  public record Subject(long pid, LoadGenerator.Connector connector) {}

  /** For each subject the sum of its rounds, after a warm-up of all. */
  public List<Sample> run(List<Subject> subjects) throws IOException {
    List<List<Sample>> samples = new ArrayList<>();
    for (Subject subject : subjects) {
      warmUp.run(time -> once(subject, time));
      samples.add(new ArrayList<>());
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        samples.get(i).add(once(subjects.get(i), each));
      }
    }
    return samples.stream().map(Sample::sum).toList();
  }

  private Sample once(Subject subject, Duration time) throws IOException {
    try (LoadGenerator load = LoadGenerator.start(connections, "load", subject.connector())) {
      Duration before = cpu(subject.pid());
      pause(time);
      LoadReport report = load.stop();
      return new Sample(
          report.total().requests(),
          report.total().failed(),
          report.elapsed(),
          cpu(subject.pid()).minus(before),
          report.total().p50(),
          report.total().p99());
    }
  }

  /** User and system time of a process, to the clock tick of the machine. */
  public static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"));
  }

  /** Lets a load run. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
