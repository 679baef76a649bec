/**
 * Tasks that wait for each other: asyncio's locks, events, conditions, semaphores, barriers and
 * queues, with its fairness and its behaviour under cancellation.
 *
 * <p>{@link dev.weft.sync.AwaitedCalls} is for woven code. Read {@code WaitLine} first: everything
 * that waits here waits in one, and the races between waking and cancelling are settled there. Then
 * {@link dev.weft.sync.AsyncLock}, the simplest user. Nothing here is thread-safe; each object
 * belongs to the loop on which somebody first waits for it.
 */
@NullMarked
package dev.weft.sync;

import org.jspecify.annotations.NullMarked;
