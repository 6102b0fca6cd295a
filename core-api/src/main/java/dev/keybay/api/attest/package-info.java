/**
 * Attestation: verifiers of evidence, one service for each TEE, and the tokens that say what was
 * verified.
 *
 * <p>JSON values are plain Java: {@code null}, {@link Boolean}, {@link String}, {@link Number},
 * {@link java.util.List} and {@link java.util.Map} with string keys.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.keybay.api.attest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
