package dev.keybay.core.audit;

/** What {@link AuditLog#verify} found. */
public sealed interface AuditVerdict {

  /** Every row is as it was written, in its place, and none is missing. */
  record Intact(long rows) implements AuditVerdict {}

  /**
   * The log was changed behind Keybay's back, or damaged.
   *
   * @param sequence of the first row that is not as it should be; rows before it are
   * @param reason for the operator
   */
  record Broken(long sequence, String reason) implements AuditVerdict {}
}
