/** The content store: the bytes of plugins, by their digest. */
@NullMarked
package dev.keybay.core.artifact;

import org.jspecify.annotations.NullMarked;
