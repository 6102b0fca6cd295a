/**
 * Where the framework, the content store and the registry differ, and how they are brought together
 * again.
 */
@NullMarked
package dev.keybay.core.upkeep;

import org.jspecify.annotations.NullMarked;
