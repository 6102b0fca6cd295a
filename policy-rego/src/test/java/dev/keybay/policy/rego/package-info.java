@NullMarked
package dev.keybay.policy.rego;

import org.jspecify.annotations.NullMarked;
