/**
 * What helps the authors of async code: tests that are coroutines, simulated networks, and looks
 * into a loop that runs. Begin with {@link AsyncTestTest} and {@link TaskDumpTest}.
 *
 * <p>{@link DocumentedOutputTest} makes the output that {@code docs/testing.md} and {@code
 * docs/debugging.md} show. Tests that are meant to fail run only when {@link RanTests} asks.
 */
package dev.weft.behaviour.debug;
