/** The broker's OpenAPI document, as what runs now makes it. */
@NullMarked
package dev.keybay.core.openapi;

import org.jspecify.annotations.NullMarked;
