/** The OpenAPI document: whether it is one, and whether it says what the broker does. */
@NullMarked
package dev.keybay.itests.openapi;

import org.jspecify.annotations.NullMarked;
