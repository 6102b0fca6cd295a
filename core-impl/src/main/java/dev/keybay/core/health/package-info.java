/** Whether the host is alive, whether it is ready, and the pages that say so. */
@NullMarked
package dev.keybay.core.health;

import org.jspecify.annotations.NullMarked;
