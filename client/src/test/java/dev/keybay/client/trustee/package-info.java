@NullMarked
package dev.keybay.client.trustee;

import org.jspecify.annotations.NullMarked;
