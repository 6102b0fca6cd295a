@NullMarked
package dev.keybay.core.accesslog;

import org.jspecify.annotations.NullMarked;
