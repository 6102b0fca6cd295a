/**
 * The shell's commands of the scope {@code plugin}: thin, over the services that the plugins for
 * administrators use as well.
 */
@NullMarked
package dev.keybay.core.shell.plugin;

import org.jspecify.annotations.NullMarked;
