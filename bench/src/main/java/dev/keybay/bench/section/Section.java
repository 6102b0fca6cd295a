package dev.keybay.bench.section;

import dev.keybay.bench.Plan;
import dev.keybay.bench.report.Report;

/** One section of the report, with processes of its own. */
@FunctionalInterface
public interface Section {

  /**
   * Measures and reports.
   *
   * @throws Exception if it could not be measured; the benchmark goes on with the next
   */
  void run(Plan plan, Report report) throws Exception;
}
