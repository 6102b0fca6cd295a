/**
 * The operator's settings: JSON files in {@code conf/}, checked against the Metatype of the
 * components they are for and handed to Configuration Admin. Start at {@link
 * dev.keybay.core.config.ConfigurationActivator}.
 */
@NullMarked
package dev.keybay.core.config;

import org.jspecify.annotations.NullMarked;
