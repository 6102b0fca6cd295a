/**
 * What plugins there are and which of them shall serve: the durable truth from which the framework
 * is brought up at each start. Values and rules are pure; {@link
 * dev.keybay.core.registry.RegistryStore} keeps them.
 */
@NullMarked
package dev.keybay.core.registry;

import org.jspecify.annotations.NullMarked;
