/** The smallest plugin. */
@NullMarked
package dev.keybay.plugin.hello;

import org.jspecify.annotations.NullMarked;
