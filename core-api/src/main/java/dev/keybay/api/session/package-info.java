/**
 * Sessions of guests and who is attested now. Both belong to the host, so that swapping any plugin
 * loses neither.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.keybay.api.session;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
