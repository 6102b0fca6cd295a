/** Who is attested now. */
@NullMarked
package dev.keybay.core.guests;

import org.jspecify.annotations.NullMarked;
