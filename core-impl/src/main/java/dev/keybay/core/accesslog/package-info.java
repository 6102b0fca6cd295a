/**
 * One line for each request: {@link dev.keybay.core.accesslog.AccessLog} takes them, {@link
 * dev.keybay.core.accesslog.AccessWriter} writes them on a thread of its own. And the ids that
 * requests have in answers, logs and audit.
 */
@NullMarked
package dev.keybay.core.accesslog;

import org.jspecify.annotations.NullMarked;
