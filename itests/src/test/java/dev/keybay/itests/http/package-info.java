/** The doors: TLS, its certificates, and what is answered before the broker is asked. */
@NullMarked
package dev.keybay.itests.http;

import org.jspecify.annotations.NullMarked;
