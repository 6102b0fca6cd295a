/** The broker's own key and certificate, and which TLS it speaks. */
@NullMarked
package dev.keybay.http.tls;

import org.jspecify.annotations.NullMarked;
