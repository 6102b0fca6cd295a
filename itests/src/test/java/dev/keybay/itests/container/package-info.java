/** Tests inside a Felix of their own, among the distribution's bundles, by Pax Exam and JUnit 4. */
@NullMarked
package dev.keybay.itests.container;

import org.jspecify.annotations.NullMarked;
