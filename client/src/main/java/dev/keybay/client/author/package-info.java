/**
 * What authors of plugins need on their own machine: {@link dev.keybay.client.author.PluginCreate}
 * writes a project, {@link dev.keybay.client.author.PluginCheck} looks at its jar as a host does,
 * and {@link dev.keybay.client.author.DevCommand} keeps a running broker at what was saved last.
 */
@NullMarked
package dev.keybay.client.author;

import org.jspecify.annotations.NullMarked;
