/** The text of a policy and its syntax tree: {@link Source}, {@link Lexer}, the parsers. */
@NullMarked
package dev.keybay.policy.rego.syntax;

import org.jspecify.annotations.NullMarked;
