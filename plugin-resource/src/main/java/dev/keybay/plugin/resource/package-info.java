/** Secrets for attested guests, and the policy that says which guest gets which. */
@NullMarked
package dev.keybay.plugin.resource;

import org.jspecify.annotations.NullMarked;
