package dev.keybay.runtime;

import dev.keybay.runtime.log.LogFile;
import dev.keybay.runtime.log.OsgiLog;
import dev.keybay.runtime.log.RecentLines;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** One run of the broker in this process, from start to stop. */
final class Broker {
  private final LaunchPlan plan;
  private final DataFolder data;
  private final RunFiles run;
  private final Framework framework;
  private final StartErrors errors = new StartErrors();

  /** Opens while the framework comes up: both take about as long. */
  private final CompletableFuture<Void> log;

  private Broker(LaunchPlan plan, DataFolder data, CompletableFuture<Void> log) {
    this.plan = plan;
    this.data = data;
    this.log = log;
    this.run = new RunFiles(data.path());
    this.framework = new FrameworkFactory().newFramework(FrameworkSettings.of(plan));
  }

  /** Starts the broker and returns when it has stopped; 0 if that was in good order. */
  static int run(LaunchPlan plan, CryptoProvider crypto) throws StartupException {
    PrintStream answer = System.out;
    LibraryOutput libraries = LibraryOutput.redirected();
    OptionalInt port = plan.loopbackPort();
    if (port.isPresent()) {
      LoopbackPort.check(port.getAsInt());
    }
    if (plan.givenConf().isPresent() && !Files.isDirectory(plan.conf())) {
      throw new StartupException(
          "there is no settings folder " + plan.conf() + ". Make it, or name another with --conf.");
    }
    DataFolder data = DataFolder.open(plan.data());
    CompletableFuture<Void> log =
        CompletableFuture.runAsync(() -> LogFile.open(data.path(), plan.conf()));
    Broker broker = new Broker(plan, data, log);
    GracefulStop stop = new GracefulStop(broker.framework, broker::release);
    stop.onSignal();
    try {
      broker.start(answer, crypto);
      return stop.await();
    } catch (StartupException e) {
      // Why it does not start is all that there is to say. Parts that are stopped half-way may say
      // that they were, once their log is gone.
      libraries.silence();
      stop.now();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return stop.now();
    }
  }

  private void start(PrintStream answer, CryptoProvider crypto)
      throws StartupException, InterruptedException {
    // Killed brokers leave their extracted libraries behind: let it be in one place, cleaned.
    System.setProperty("org.sqlite.tmpdir", data.path().resolve("tmp").toString());
    List<Bundle> bundles;
    BundleCheck check;
    try {
      run.writePid();
      Files.createDirectories(plan.conf());
      Files.createDirectories(plan.deploy());
      framework.init();
      log.join();
      OsgiLog.register(framework.getBundleContext(), errors);
      RecentLines.register(framework.getBundleContext());
      UseCounts.forgetWithBundles(framework);
      bundles = Distribution.install(framework.getBundleContext(), plan.home());
      check = new BundleCheck(bundles);
      framework.getBundleContext().addFrameworkListener(check);
      framework.start();
    } catch (BundleException | IOException e) {
      throw new StartupException("the framework does not start: " + e.getMessage(), e);
    }
    crypto.await();
    check.require(StartLevel.SUPPORT);
    // Plugins stop before the host and its parts do.
    FrameworkStartLevel levels = framework.adapt(FrameworkStartLevel.class);
    levels.setInitialBundleStartLevel(StartLevel.PARTS.number());
    for (StartLevel level :
        List.of(
            StartLevel.HOST,
            StartLevel.PARTS,
            StartLevel.DEPLOY,
            StartLevel.DOORS,
            StartLevel.HTTP)) {
      raise(levels, level);
      check.require(level);
      errors.throwIfFatal();
    }
    Readiness readiness = new Readiness(framework.getBundleContext(), bundles, errors);
    String url = readiness.await(readyLimit());
    check.startIsOver();
    errors.startIsOver();
    try {
      run.writeUrl(url);
    } catch (IOException e) {
      throw new StartupException("cannot write to " + data.path() + " (" + e + ").", e);
    }
    answer.println("ready " + url);
    answer.flush();
    Greeting.print(data.path());
  }

  private static void raise(FrameworkStartLevel levels, StartLevel to) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    levels.setStartLevel(
        to.number(),
        event -> {
          if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
            reached.countDown();
          }
        });
    reached.await();
  }

  private static Duration readyLimit() throws StartupException {
    String seconds = Environment.value("KEYBAY_READY_SECONDS").orElse("60");
    if (!seconds.matches("[1-9][0-9]{0,4}")) {
      throw new StartupException(
          "KEYBAY_READY_SECONDS is " + seconds + ": expected a number from 1 to 99999.");
    }
    return Duration.ofSeconds(Integer.parseInt(seconds));
  }

  /** Leaves the data folder to others. */
  private void release() {
    try {
      run.delete();
      data.close();
    } catch (IOException e) {
      System.err.println("keybay: cannot tidy " + data.path() + ": " + e);
    }
  }
}
