/** Where the host lives: its folders and its clock. */
@NullMarked
package dev.keybay.core.host;

import org.jspecify.annotations.NullMarked;
