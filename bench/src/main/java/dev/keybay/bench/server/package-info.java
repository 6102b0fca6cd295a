/** The processes that are measured: the broker, and a bare Felix to compare it with. */
@NullMarked
package dev.keybay.bench.server;

import org.jspecify.annotations.NullMarked;
