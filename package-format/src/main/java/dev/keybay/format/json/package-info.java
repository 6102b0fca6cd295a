/** JSON as plain Java values, by streaming alone: data binding would slow every start. */
@NullMarked
package dev.keybay.format.json;

import org.jspecify.annotations.NullMarked;
