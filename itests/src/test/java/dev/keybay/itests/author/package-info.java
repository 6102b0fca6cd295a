/**
 * What an author of plugins is promised: a project that builds, a check, a guide, the same bytes.
 */
@NullMarked
package dev.keybay.itests.author;

import org.jspecify.annotations.NullMarked;
