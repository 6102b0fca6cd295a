/**
 * The way into the running broker for its operator: Gogo over a UNIX-domain socket. Start at {@link
 * dev.keybay.core.shell.ShellSocket}.
 */
@NullMarked
package dev.keybay.core.shell;

import org.jspecify.annotations.NullMarked;
