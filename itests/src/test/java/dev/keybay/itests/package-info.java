/** Tests of the whole. Start with {@link dev.keybay.itests.Broker}, a distribution as a process. */
@NullMarked
package dev.keybay.itests;

import org.jspecify.annotations.NullMarked;
