/** The RCAR handshake: request, challenge, attestation, response. */
@NullMarked
package dev.keybay.plugin.attest.handshake;

import org.jspecify.annotations.NullMarked;
