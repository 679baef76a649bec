/** Tasks that hand items to each other. */
@NullMarked
package dev.weft.benchmarks.queue;

import org.jspecify.annotations.NullMarked;
