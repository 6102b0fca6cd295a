/**
 * Verifiers of the sample TEE and the sample device. They check the binding to the channel and
 * nothing else: whoever can send a request can make their evidence.
 */
@NullMarked
package dev.keybay.verifier.sample;

import org.jspecify.annotations.NullMarked;
