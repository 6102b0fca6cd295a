/**
 * The embedded store: two SQLite files below the data folder, offered as {@link
 * dev.keybay.api.store.Database} services. Start reading at {@link
 * dev.keybay.store.sqlite.SqliteDatabase}.
 */
@NullMarked
package dev.keybay.store.sqlite;

import org.jspecify.annotations.NullMarked;
