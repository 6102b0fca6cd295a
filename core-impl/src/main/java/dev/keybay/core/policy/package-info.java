/** Stored policies, compiled once, and the decision on a guest's request. */
@NullMarked
package dev.keybay.core.policy;

import org.jspecify.annotations.NullMarked;
