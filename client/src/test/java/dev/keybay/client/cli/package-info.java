@NullMarked
package dev.keybay.client.cli;

import org.jspecify.annotations.NullMarked;
