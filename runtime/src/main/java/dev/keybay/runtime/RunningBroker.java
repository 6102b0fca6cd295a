package dev.keybay.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The broker that runs on a data folder.
 *
 * @param process the process, checked to be a broker and not another that got its number
 */
record RunningBroker(ProcessHandle process, RunFiles files) {

  /** Empty if none runs. Who holds the lock runs; who it is stands in the pid file. */
  static Optional<RunningBroker> on(Path data) throws IOException {
    RunFiles files = new RunFiles(data);
    if (!DataFolder.inUse(data)) {
      return Optional.empty();
    }
    return files
        .pid()
        .flatMap(ProcessHandle::of)
        .filter(RunningBroker::isBroker)
        .map(process -> new RunningBroker(process, files));
  }

  /** Some systems do not show a process's arguments: then the lock and the number must do. */
  private static boolean isBroker(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .map(arguments -> java.util.Arrays.asList(arguments).contains(Main.class.getName()))
        .orElse(true);
  }
}
