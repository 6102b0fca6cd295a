/** What is counted and measured, in the form that Prometheus reads. */
@NullMarked
package dev.keybay.core.metrics;

import org.jspecify.annotations.NullMarked;
