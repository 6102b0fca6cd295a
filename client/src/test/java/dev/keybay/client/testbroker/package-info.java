/** The server's half of the protocol, for tests: written against the protocol, not the client. */
@NullMarked
package dev.keybay.client.testbroker;

import org.jspecify.annotations.NullMarked;
