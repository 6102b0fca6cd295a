@NullMarked
package dev.keybay.client.demo;

import org.jspecify.annotations.NullMarked;
