/** Tasks that wait in line. */
@NullMarked
package dev.weft.benchmarks.lock;

import org.jspecify.annotations.NullMarked;
