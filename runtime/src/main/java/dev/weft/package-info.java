/**
 * The words a user types: {@link dev.weft.Asyncio}'s functions, coroutines, futures, tasks, the
 * loop.
 *
 * <p>To understand how they work, read {@link dev.weft.loop.SelectorLoop#runOnce} first, which is
 * one turn of the loop in three calls, then {@link dev.weft.Task#step}, which is what a turn does
 * for a task, then {@link dev.weft.compiled.Frame}, which is what a task steps. {@link
 * dev.weft.Future} is what tasks wait for. Everything else stands on these: {@code Gather}, {@code
 * Shield}, {@code WaitUntil}, {@code TimeoutScope}, {@link dev.weft.TaskGroup}, one idea a file.
 */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
