/** Reference values: what an operator has declared good. */
@NullMarked
package dev.keybay.plugin.attest.reference;

import org.jspecify.annotations.NullMarked;
