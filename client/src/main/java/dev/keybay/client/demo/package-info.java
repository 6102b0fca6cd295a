/**
 * {@code keybay demo}: a broker of its own, a secret, a sample guest that reads it, and swaps of
 * the plugin that serves it while clients hammer on it. {@link
 * dev.keybay.client.demo.BrokerProcess} and {@link dev.keybay.client.demo.PluginRepacker} serve
 * tests and benchmarks as well.
 */
@NullMarked
package dev.keybay.client.demo;

import org.jspecify.annotations.NullMarked;
