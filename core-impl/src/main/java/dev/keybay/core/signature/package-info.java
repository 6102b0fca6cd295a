/**
 * Who signed a plugin's jar, and whether the operator trusts them. Start with {@link
 * dev.keybay.core.signature.SignaturePolicy}.
 */
@NullMarked
package dev.keybay.core.signature;

import org.jspecify.annotations.NullMarked;
