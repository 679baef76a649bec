/**
 * The event loop. Exported to {@code dev.weft.testing} only.
 *
 * <p>Read {@link dev.weft.loop.SelectorLoop#runOnce} first: it is the whole loop in three calls.
 * {@link dev.weft.loop.ReadyQueue} holds what runs in this turn, {@link dev.weft.loop.TimerQueue}
 * what runs later, {@link dev.weft.loop.EntryQueue} what other threads asked for, {@link
 * dev.weft.loop.Poller} waits ({@link dev.weft.loop.SelectorPoller} for the outside world, a test's
 * poller by advancing its clock). What an entry is only {@link dev.weft.loop.Dispatch} knows: this
 * package imports nothing of the rest of Weft.
 *
 * <p>Only the thread that runs the loop touches these classes. The exceptions, for any thread, are
 * {@link dev.weft.loop.SelectorLoop#addFromOutside}, {@link dev.weft.loop.EntryQueue#add} and
 * {@link dev.weft.loop.Poller#wakeUp}; and {@link dev.weft.loop.WaitingThread}, which waits for
 * loops that somebody else drives.
 */
@NullMarked
package dev.weft.loop;

import org.jspecify.annotations.NullMarked;
