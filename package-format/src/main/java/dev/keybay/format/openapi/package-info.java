/**
 * The OpenAPI document of a broker: the host's own part, and one of each plugin that has one, which
 * is somebody else's text and is checked before it is shown.
 *
 * <p>{@link dev.keybay.format.openapi.ApiPart} reads a plugin's part: {@code Shapes} says what it
 * may be made of, {@code OwnPaths} what it may be about. {@code HostAnswers} adds what the host
 * itself does with every request. {@link dev.keybay.format.openapi.ApiDocument} puts all together.
 */
@NullMarked
package dev.keybay.format.openapi;

import org.jspecify.annotations.NullMarked;
