/**
 * Random asyncio programs, each with the trace that CPython printed: ours must be the same, line by
 * line.
 *
 * <p>Read {@link ConformanceTest} first, then {@link RecordedProgram}, which says what a program
 * looks like, and {@link Run}, which its code calls. What nothing seems to use in {@link Run},
 * {@link Operations} or {@link Python}, programs use that were recorded, or that one may record
 * yet.
 */
@NullMarked
package dev.weft.behaviour.conformance;

import org.jspecify.annotations.NullMarked;
