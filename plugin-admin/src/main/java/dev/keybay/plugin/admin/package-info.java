/** What an operator's tools ask of a running broker: its plugins, its guests, its state. */
@NullMarked
package dev.keybay.plugin.admin;

import org.jspecify.annotations.NullMarked;
