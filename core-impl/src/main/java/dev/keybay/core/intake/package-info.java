/**
 * The ways in that are not a call: what ships, what lies in the drop folder, and the start, which
 * brings the framework to what the registry says.
 */
@NullMarked
package dev.keybay.core.intake;

import org.jspecify.annotations.NullMarked;
