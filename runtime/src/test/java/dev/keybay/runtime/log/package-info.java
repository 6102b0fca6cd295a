@NullMarked
package dev.keybay.runtime.log;

import org.jspecify.annotations.NullMarked;
