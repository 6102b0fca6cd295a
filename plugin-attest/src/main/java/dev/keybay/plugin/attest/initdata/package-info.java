/** Init-data: the document a guest was started with, its digest and its claims. */
@NullMarked
package dev.keybay.plugin.attest.initdata;

import org.jspecify.annotations.NullMarked;
