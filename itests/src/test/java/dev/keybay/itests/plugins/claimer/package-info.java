/** A plugin of the tests that claims a route of the protocol. */
@NullMarked
package dev.keybay.itests.plugins.claimer;

import org.jspecify.annotations.NullMarked;
