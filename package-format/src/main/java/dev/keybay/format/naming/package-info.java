/** How plugins, their versions and streams are named, and the names that are taken. */
@NullMarked
package dev.keybay.format.naming;

import org.jspecify.annotations.NullMarked;
