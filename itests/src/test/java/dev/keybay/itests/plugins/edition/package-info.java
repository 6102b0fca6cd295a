/** A plugin that says which version of it answers. */
@NullMarked
package dev.keybay.itests.plugins.edition;

import org.jspecify.annotations.NullMarked;
