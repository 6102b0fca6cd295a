package dev.keybay.bench;

import dev.keybay.bench.report.Report;
import dev.keybay.bench.section.CrashSection;
import dev.keybay.bench.section.HandshakeSection;
import dev.keybay.bench.section.LeakSection;
import dev.keybay.bench.section.ResourceSection;
import dev.keybay.bench.section.RouterSection;
import dev.keybay.bench.section.ScaleSection;
import dev.keybay.bench.section.Section;
import dev.keybay.bench.section.StartupSection;
import dev.keybay.bench.section.SwapSection;
import dev.keybay.bench.section.UpdateSection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The command. Exits with 0, with 1 if a request failed or a section could not be measured, with 2
 * if it was called wrongly. A missed budget is printed and no failure: it depends on the machine.
 */
public final class Bench {
  private static final Map<String, Section> SECTIONS = sections();

  private Bench() {}

  private static Map<String, Section> sections() {
    Map<String, Section> sections = new LinkedHashMap<>();
    sections.put("router", new RouterSection());
    sections.put("resource", new ResourceSection());
    sections.put("handshake", new HandshakeSection());
    sections.put("startup", new StartupSection());
    sections.put("scale", new ScaleSection());
    sections.put("swaps", new SwapSection());
    sections.put("update", new UpdateSection());
    sections.put("leak", new LeakSection());
    sections.put("crash", new CrashSection());
    return sections;
  }

  public static void main(String[] arguments) {
    // Whoever interrupts a run does not want its servers to stay behind.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> arguments) {
    List<String> names = new ArrayList<>(arguments);
    boolean quick = names.remove("--quick");
    OptionalInt swaps = OptionalInt.empty();
    int option = names.indexOf("--swaps");
    if (option >= 0
        && option + 1 < names.size()
        && names.get(option + 1).matches("[1-9]\\d{0,5}")) {
      swaps = OptionalInt.of(Integer.parseInt(names.remove(option + 1)));
      names.remove(option);
    }
    if (names.isEmpty() || names.contains("all")) {
      names = List.copyOf(SECTIONS.keySet());
    }
    if (!SECTIONS.keySet().containsAll(names)) {
      System.err.println(
          "usage: bench/run [--jdk-crypto] [--quick] [--swaps N] [all|"
              + String.join("|", SECTIONS.keySet())
              + "]");
      return 2;
    }
    Plan plan =
        new Plan(Path.of(System.getProperty("keybay.home", ".")).toAbsolutePath(), quick, swaps);
    Report report = new Report(System.out);
    for (String name : names) {
      run(name, plan, report);
    }
    report.line("failures in all", "%d", report.failures());
    return report.failures() == 0 ? 0 : 1;
  }

  private static void run(String name, Plan plan, Report report) {
    try {
      SECTIONS.get(name).run(plan, report);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      report.failed(1);
    } catch (Exception e) {
      // The other sections can still be measured.
      report.line(name, "could not be measured: %s", e);
      e.printStackTrace();
      report.failed(1);
    }
  }
}
