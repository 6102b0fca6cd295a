/** One log for all: SLF4J with Logback, and what bundles send to the OSGi log service. */
@NullMarked
package dev.keybay.runtime.log;

import org.jspecify.annotations.NullMarked;
