/**
 * Plugin jars before the framework sees them: are they whole, do manifest and descriptor agree, do
 * they fit this host. Start with {@link dev.keybay.format.jar.JarInspector}.
 */
@NullMarked
package dev.keybay.format.jar;

import org.jspecify.annotations.NullMarked;
