/**
 * From what went wrong to what the caller reads: one table from codes to HTTP, one writer of
 * problem documents.
 */
@NullMarked
package dev.keybay.core.error;

import org.jspecify.annotations.NullMarked;
