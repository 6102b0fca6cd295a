/**
 * Input that nobody should send: valid messages, changed at random from a seed. Whatever comes, the
 * broker refuses it as it refuses any other, and goes on.
 */
package dev.keybay.itests.fuzz;
