/** Who may do what: the rules of a descriptor, the first that matches decides. Deny by default. */
@NullMarked
package dev.keybay.format.access;

import org.jspecify.annotations.NullMarked;
