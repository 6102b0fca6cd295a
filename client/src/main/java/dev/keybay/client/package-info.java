/**
 * A client of any key broker that speaks the Trustee KBS protocol: for guests ({@link
 * dev.keybay.client.KbsClient}) and for administrators ({@link dev.keybay.client.AdminClient}).
 *
 * <p>Both work over a {@link dev.keybay.client.KbsConnection}, which many of them may share. Every
 * failure is a {@link dev.keybay.client.KbsClientException}. JSON values are plain Java: {@code
 * null}, {@link Boolean}, {@link String}, {@link Number}, {@link java.util.List} and {@link
 * java.util.Map} with string keys.
 */
@NullMarked
package dev.keybay.client;

import org.jspecify.annotations.NullMarked;
