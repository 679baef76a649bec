/**
 * Programs that are run once, each in a JVM of its own, because what they measure is all of it: the
 * heap that a million parked tasks take, the CPU time that a million sleeps take. Read {@link
 * dev.weft.benchmarks.once.Once} first.
 */
@NullMarked
package dev.weft.benchmarks.once;

import org.jspecify.annotations.NullMarked;
