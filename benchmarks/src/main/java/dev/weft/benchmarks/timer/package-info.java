/** Tasks and time. */
@NullMarked
package dev.weft.benchmarks.timer;

import org.jspecify.annotations.NullMarked;
