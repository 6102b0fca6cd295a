@NullMarked
package dev.keybay.client.load;

import org.jspecify.annotations.NullMarked;
