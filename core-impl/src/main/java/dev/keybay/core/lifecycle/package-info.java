/**
 * What operators do with plugins, and what happens at start: changes of the registry, journalled,
 * and the framework brought to what the registry says, make before break.
 *
 * <p>Start with {@link dev.keybay.core.lifecycle.PluginLifecycle} and {@link
 * dev.keybay.core.lifecycle.Transaction}.
 */
@NullMarked
package dev.keybay.core.lifecycle;

import org.jspecify.annotations.NullMarked;
