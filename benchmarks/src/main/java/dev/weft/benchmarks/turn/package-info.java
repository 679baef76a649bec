/** Tasks that give way. */
@NullMarked
package dev.weft.benchmarks.turn;

import org.jspecify.annotations.NullMarked;
