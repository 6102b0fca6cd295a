/**
 * The doors of the broker: where HTTP listens, with or without TLS, within which bounds, and what
 * is answered before any servlet is asked. The only place that knows Jetty. Start at {@link
 * dev.keybay.http.HttpDoors}.
 */
@NullMarked
package dev.keybay.http;

import org.jspecify.annotations.NullMarked;
