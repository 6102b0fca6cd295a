/**
 * Policies: engines that compile and evaluate them, and the host's store of them.
 *
 * <p>Values that go in and come out are JSON values as plain Java: {@code null}, {@link Boolean},
 * {@link String}, {@link Number}, {@link java.util.List} and {@link java.util.Map} with string
 * keys.
 */
@Export
@Version("1.2.0")
@NullMarked
package dev.keybay.api.policy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
