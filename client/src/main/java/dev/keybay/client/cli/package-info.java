/**
 * The {@code keybay} command line. {@link dev.keybay.client.cli.Keybay} builds the tree of commands
 * and runs it; each command is one class; what commands share are option mixins ({@link
 * dev.keybay.client.cli.BrokerOptions} and its neighbours).
 */
@NullMarked
package dev.keybay.client.cli;

import org.jspecify.annotations.NullMarked;
