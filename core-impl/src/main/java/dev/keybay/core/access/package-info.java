/** The doors: who is calling, and what the rules of a plugin let them do. Deny by default. */
@NullMarked
package dev.keybay.core.access;

import org.jspecify.annotations.NullMarked;
