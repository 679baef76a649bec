/**
 * What Weft tells a user at compile time.
 *
 * <p>{@link Problem} is the list of every message: id, wording, severity. {@link Problems} is the
 * one place that prints them, and it counts. A new message is a new constant, a page in {@code
 * docs/problems} and a program in {@code src/test/resources/bad}; tests ask for all three.
 */
@NullMarked
package dev.weft.processor.problem;

import org.jspecify.annotations.NullMarked;
