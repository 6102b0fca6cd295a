/**
 * The one error type of the house. A plugin throws {@link dev.keybay.api.error.KbsException}; the
 * host turns its code into a status and a problem document.
 */
@Export
@Version("1.1.0")
@NullMarked
package dev.keybay.api.error;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
