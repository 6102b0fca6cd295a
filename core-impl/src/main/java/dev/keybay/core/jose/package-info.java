/**
 * What the doors of the house share: strict reading of JSON, compact JWS and JWKs (RFC 7515, 7517,
 * 7518, 8037), PEM, keys fetched from files and HTTPS, and a bounded cache of verified tokens.
 *
 * <p>Start at {@link dev.keybay.core.jose.CompactJws} and {@link dev.keybay.core.jose.JwsKey}.
 */
@NullMarked
package dev.keybay.core.jose;

import org.jspecify.annotations.NullMarked;
