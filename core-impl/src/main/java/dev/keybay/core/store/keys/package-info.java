/**
 * Envelope encryption: values are sealed with data keys, data keys are wrapped by a key-encryption
 * key that is not in the database. Start reading at {@link dev.keybay.core.store.keys.KeyRing}.
 */
@NullMarked
package dev.keybay.core.store.keys;

import org.jspecify.annotations.NullMarked;
