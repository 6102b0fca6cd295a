/**
 * The key store of the house over a relational database. Start reading at {@link
 * dev.keybay.core.store.SecretStoreService}.
 */
@NullMarked
package dev.keybay.core.store;

import org.jspecify.annotations.NullMarked;
