/**
 * The wire protocol as clients see it. {@link dev.keybay.itests.protocol.Guest} is a client written
 * from the protocol alone: it shares no code with the one that ships.
 */
@NullMarked
package dev.keybay.itests.protocol;

import org.jspecify.annotations.NullMarked;
