/**
 * Lints: advice about code that compiles and does what it says, but hardly what was meant.
 *
 * <p>{@link dev.weft.processor.lint.Lints} is the way in: one walk over a class, which asks each
 * lint of what it meets. A lint is a class here and a constant of {@link
 * dev.weft.processor.problem.Problem}; {@link dev.weft.processor.lint.LintSelection} says which are
 * on. They look at javac's trees through {@link dev.weft.processor.lint.Code}, and report through
 * it, which knows what is suppressed. Where a lint cannot be sure it says nothing.
 */
@NullMarked
package dev.weft.processor.lint;

import org.jspecify.annotations.NullMarked;
