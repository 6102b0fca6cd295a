/** Plain Java values as JSON, by streaming alone: data binding would slow every start. */
@NullMarked
package dev.keybay.core.json;

import org.jspecify.annotations.NullMarked;
