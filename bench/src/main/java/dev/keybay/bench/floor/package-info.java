/** The servlet that is measured bare and behind the router; goes into bundles of its own. */
@NullMarked
package dev.keybay.bench.floor;

import org.jspecify.annotations.NullMarked;
