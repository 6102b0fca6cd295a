package dev.keybay.core.journal;

import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.format.naming.PluginVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** One operation that runs, in the journal. Confined to its thread. */
public final class Operation {
  private final OperationLog log;
  private final long id;
  private final PluginOperation kind;
  private final String target;
  private final String remark;
  private Optional<PluginVersion> started = Optional.empty();

  Operation(OperationLog log, long id, PluginOperation kind, String target, String remark) {
    this.log = log;
    this.id = id;
    this.kind = kind;
    this.target = target;
    this.remark = remark;
    CrashPoints.reached(kind.word(), "plan");
  }

  public long id() {
    return id;
  }

  public PluginOperation kind() {
    return kind;
  }

  public String target() {
    return target;
  }

  /** What the audit log says of it when it is done. */
  public String outcome() {
    return remark.isEmpty() ? "done" : "done: " + remark;
  }

  /** Begins a step; the journal knows it when this returns. */
  public void step(String step) {
    log.step(id, step);
    CrashPoints.reached(kind.word(), step);
  }

  /** Begins the start of a version. */
  public void starts(PluginVersion version) {
    started = Optional.of(version);
    step("start");
  }

  /** The version whose start began last: if the operation fails, it may be over this one. */
  public Optional<PluginVersion> started() {
    return started;
  }

  /** Says that the registry is changed, in the transaction that changes it. */
  public void committed(Connection connection) throws SQLException {
    log.step(connection, id, OperationLog.COMMITTED);
  }

  /** A place between two steps that the journal need not know. */
  public void passes(String place) {
    log.passes(id, place);
    CrashPoints.reached(kind.word(), place);
  }

  /** Notes bytes that are to be deleted unless the registry refers to them in the end. */
  public void mayLeave(Set<String> digests) {
    log.mayLeave(id, digests);
  }

  public void done() {
    done("");
  }

  /**
   * It is done.
   *
   * @param more to be said of it; may be empty
   */
  public void done(String more) {
    log.done(id, remark.isEmpty() || more.isEmpty() ? remark + more : remark + "; " + more);
  }

  public void failed(String reason) {
    log.failed(id, reason);
  }
}
