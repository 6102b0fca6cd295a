/** Who may do what: the rules of a descriptor, and the doors that check them. Deny by default. */
@NullMarked
package dev.keybay.core.access;

import org.jspecify.annotations.NullMarked;
