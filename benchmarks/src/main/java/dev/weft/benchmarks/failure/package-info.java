/** Exceptions that pass awaits. */
@NullMarked
package dev.weft.benchmarks.failure;

import org.jspecify.annotations.NullMarked;
