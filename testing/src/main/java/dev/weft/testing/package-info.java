/**
 * What tests of async code need.
 *
 * <p>Read {@link dev.weft.testing.VirtualTimeLoop} first, in which no test waits; then {@link
 * dev.weft.testing.Simulation}, in which a seed decides the order of everything, and {@link
 * dev.weft.testing.SimulatedNetwork}. {@link dev.weft.testing.AsyncTest} puts them under JUnit 5:
 * {@code AsyncTestInvocation} is one run, {@code TestRun} its loop and its judgement.
 */
@NullMarked
package dev.weft.testing;

import org.jspecify.annotations.NullMarked;
