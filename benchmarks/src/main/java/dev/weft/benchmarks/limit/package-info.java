/** The limit: a loop that does the least one can do, for state machines written by hand. */
@NullMarked
package dev.weft.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
