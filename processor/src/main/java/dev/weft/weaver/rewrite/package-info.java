/**
 * Passes that change code and keep its meaning: after each of them the method still verifies and
 * does what it did before.
 */
@NullMarked
package dev.weft.weaver.rewrite;

import org.jspecify.annotations.NullMarked;
