package dev.keybay.plugin.admin;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.AuditPage;
import dev.keybay.api.plugin.AuditRecord;
import dev.keybay.api.plugin.DesiredReport;
import dev.keybay.api.plugin.EffectiveSetting;
import dev.keybay.api.plugin.FailureReport;
import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PackageFormat;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginReports;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.api.plugin.PluginTrust;
import dev.keybay.api.plugin.RunningOperation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** A manager of plugins that are named in a test. */
final class ListedPlugins implements PluginManager, PluginReports {
  private static final Instant SINCE = Instant.parse("2026-11-01T10:00:00Z");

  private final Map<String, PluginInfo> known = new TreeMap<>();

  /** What was asked. */
  final List<PluginRequest> asked = new ArrayList<>();

  /** What the next operation answers. */
  List<PluginChange> changes = List.of();

  ListedPlugins() {
    put("hello", PluginState.SERVING, Optional.empty());
    put("broken", PluginState.FAILED, Optional.of("it needs Java 21"));
  }

  /** One more that serves. */
  void add(String name) {
    put(name, PluginState.SERVING, Optional.empty());
  }

  @Override
  public List<PluginInfo> list() {
    return List.copyOf(known.values());
  }

  @Override
  public OperationReport perform(PluginRequest request) {
    asked.add(request);
    PluginState state =
        request.operation() == PluginOperation.DISABLE ? PluginState.DISABLED : PluginState.SERVING;
    List<PluginInfo> concerned =
        request.target().isEmpty() || request.plan()
            ? List.of()
            : put(existing(request.target()), state, Optional.empty());
    return new OperationReport(
        7, request.operation(), request.target(), request.plan(), changes, concerned);
  }

  @Override
  public List<OperationRecord> operations(int limit) {
    return List.of(
        new OperationRecord(
            7, "install", "hello@1.0.3", "admin", SINCE, "drain", Optional.empty(), "", ""));
  }

  @Override
  public AuditPage audit(long before, int limit, boolean verify) {
    AuditRecord row =
        new AuditRecord(9, SINCE, "admin:a", "r1", "plugin.install", "hello@1.0.3", "done");
    return new AuditPage(List.of(row), OptionalLong.of(9), Optional.of(verify), Optional.empty());
  }

  @Override
  public List<PackageFormat> formats() {
    return List.of(new PackageFormat(2, "1.0.0", "a plugin", Set.of("update", "install")));
  }

  @Override
  public byte[] descriptorSchema() {
    return "{}".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public DesiredReport desired() {
    return new DesiredReport(
        "conf/plugins.desired.json",
        Optional.of(SINCE),
        List.of(new PluginChange("hello-1.0", "failed", "no file")));
  }

  @Override
  public List<EffectiveSetting> settings(String selector) {
    return List.of(
        new EffectiveSetting("greeting", existing(selector), "file", "plugin.hello.json"));
  }

  @Override
  public List<RunningOperation> running() {
    return List.of(new RunningOperation(7, "drain", SINCE, 3));
  }

  @Override
  public OperationRecord operation(long id) {
    return operations(1).get(0);
  }

  @Override
  public Optional<FailureReport> failure(long id) {
    return Optional.of(new FailureReport("hello@1.0.3", "", "java.lang.Error", List.of("a line")));
  }

  private String existing(String selector) {
    if (!known.containsKey(selector)) {
      throw new KbsException(ErrorCode.NOT_FOUND, "there is no plugin " + selector);
    }
    return selector;
  }

  private List<PluginInfo> put(String name, PluginState state, Optional<String> problem) {
    PluginInfo info =
        new PluginInfo(
            name,
            "1.0.3",
            2,
            state,
            List.of(name),
            true,
            1,
            42,
            Optional.of("sha256:00"),
            Optional.empty(),
            "deploy/" + name + ".jar",
            SINCE,
            problem,
            Optional.of(new PluginTrust("reviewed", "read", "admin:a", SINCE, false)),
            List.of("host:notify"),
            Optional.empty(),
            Optional.empty(),
            "in-process",
            95,
            true,
            List.of("old@1.0.0"),
            3);
    known.put(name, info);
    return List.of(info);
  }
}
