/**
 * Moving in from a Trustee KBS: its configuration, key-value stores and certificates are read into
 * a {@link dev.keybay.client.trustee.Takeover}, which says where each thing goes, or why it cannot
 * go along; and {@link dev.keybay.client.trustee.MovingIn} carries it to a Keybay broker.
 *
 * <p>Nothing of Trustee's is changed, and no value of a resource or a key is ever shown.
 */
@NullMarked
package dev.keybay.client.trustee;

import org.jspecify.annotations.NullMarked;
