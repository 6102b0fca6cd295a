/**
 * Whether a jar may come in: from where its bytes are taken, what it says of itself, who signed it,
 * and what this host can run.
 */
@NullMarked
package dev.keybay.core.admission;

import org.jspecify.annotations.NullMarked;
