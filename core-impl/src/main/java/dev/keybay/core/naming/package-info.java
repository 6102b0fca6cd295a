/** How plugins, their versions and streams are named, and the names that are taken. */
@NullMarked
package dev.keybay.core.naming;

import org.jspecify.annotations.NullMarked;
