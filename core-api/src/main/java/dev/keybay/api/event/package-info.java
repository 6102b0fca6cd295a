/**
 * Typed events: published by anyone through {@link dev.keybay.api.event.EventNotifier}, delivered
 * to every {@link dev.keybay.api.event.EventSink} service.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.keybay.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
