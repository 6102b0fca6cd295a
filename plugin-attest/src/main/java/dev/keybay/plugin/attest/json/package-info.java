/** JSON as plain Java values: strict reading, checked access, canonical writing (RFC 8785). */
@NullMarked
package dev.keybay.plugin.attest.json;

import org.jspecify.annotations.NullMarked;
