/**
 * Who is an administrator and what they may do: bearer tokens of identity providers and of the
 * local admin key, and access control lists over the raw request URI (spec: KBS protocol §6.9).
 *
 * <p>Start at {@link dev.keybay.core.admin.AdminAuthenticator}.
 */
@NullMarked
package dev.keybay.core.admin;

import org.jspecify.annotations.NullMarked;
