/**
 * Sessions of guests: held in memory, written behind to a database of their own. Start reading at
 * {@link dev.keybay.core.session.SessionStoreService}.
 */
@NullMarked
package dev.keybay.core.session;

import org.jspecify.annotations.NullMarked;
