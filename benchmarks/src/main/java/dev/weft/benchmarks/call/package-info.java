/** Awaited calls that do not suspend. */
@NullMarked
package dev.weft.benchmarks.call;

import org.jspecify.annotations.NullMarked;
