@NullMarked
package dev.keybay.client.author;

import org.jspecify.annotations.NullMarked;
