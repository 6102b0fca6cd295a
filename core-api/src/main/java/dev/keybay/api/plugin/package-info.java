/**
 * What a plugin with an endpoint sees: the request, who is calling, its settings and its data. And
 * what an operator's tool sees: the plugins and their states.
 *
 * <p>Start with {@link dev.keybay.api.plugin.KbsEndpoint} and {@link
 * dev.keybay.api.plugin.KbsRequest}.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.keybay.api.plugin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
