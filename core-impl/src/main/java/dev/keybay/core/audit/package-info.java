/**
 * Who changed or asked for what: an append-only log whose rows are chained by a keyed MAC. Start
 * reading at {@link dev.keybay.core.audit.AuditLog}.
 */
@NullMarked
package dev.keybay.core.audit;

import org.jspecify.annotations.NullMarked;
