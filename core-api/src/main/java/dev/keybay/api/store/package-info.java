/**
 * The key store of the house: namespaced, encrypted at rest, with revisions. Plugins use their own
 * namespace through {@code PluginData}; stores implement {@link dev.keybay.api.store.Database}.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.keybay.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
