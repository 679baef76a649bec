/** A tree of a million tasks. */
@NullMarked
package dev.weft.benchmarks.skynet;

import org.jspecify.annotations.NullMarked;
