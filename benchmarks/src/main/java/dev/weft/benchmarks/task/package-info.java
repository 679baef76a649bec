/** Tasks that are created and awaited. */
@NullMarked
package dev.weft.benchmarks.task;

import org.jspecify.annotations.NullMarked;
