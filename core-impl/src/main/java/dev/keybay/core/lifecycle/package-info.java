/**
 * What operators do with plugins: operations, each checked, journalled and carried out as one
 * transaction, watched for a while after a switch, and reported.
 *
 * <p>Start with {@link dev.keybay.core.lifecycle.PluginLifecycle} and {@link
 * dev.keybay.core.lifecycle.OperationRunner}.
 */
@NullMarked
package dev.keybay.core.lifecycle;

import org.jspecify.annotations.NullMarked;
