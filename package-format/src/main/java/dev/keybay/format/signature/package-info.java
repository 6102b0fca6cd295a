/**
 * The signature of a plugin's jar: is it whole, and who made it. Start with {@link
 * dev.keybay.format.signature.SignedEntries}; whether that signer counts says {@link
 * dev.keybay.format.signature.SignerTrust}.
 */
@NullMarked
package dev.keybay.format.signature;

import org.jspecify.annotations.NullMarked;
