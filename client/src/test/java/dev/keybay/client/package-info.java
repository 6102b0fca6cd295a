@NullMarked
package dev.keybay.client;

import org.jspecify.annotations.NullMarked;
