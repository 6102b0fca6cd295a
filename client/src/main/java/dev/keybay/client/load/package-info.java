/**
 * Closed-loop load on a broker of this machine: a number of connections, each sending its next
 * request when the last is answered. {@link dev.keybay.client.load.LoadGenerator} runs it, {@link
 * dev.keybay.client.load.HttpSocket} is a connection that costs little.
 */
@NullMarked
package dev.keybay.client.load;

import org.jspecify.annotations.NullMarked;
