/** The claims of an attestation token (EAR). */
@NullMarked
package dev.keybay.plugin.attest.token;

import org.jspecify.annotations.NullMarked;
