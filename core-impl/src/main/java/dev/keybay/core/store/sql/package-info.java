/** The host's databases: schema migrations and errors. */
@NullMarked
package dev.keybay.core.store.sql;

import org.jspecify.annotations.NullMarked;
