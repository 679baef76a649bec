package dev.weft.loop;

import java.nio.channels.Selector;

/** Waits for the outside world: I/O, other threads, time. Used by the loop's thread only. */
public interface Poller {
  /**
   * Adds the I/O entries that are ready, after waiting for one if asked to.
   *
   * <p>May return early for no reason; the loop then takes another turn. Waiting is rounded up to
   * what the platform can do, so that a deadline is not approached in a spin of tiny waits.
   *
   * @param timeoutNanos 0 to not wait, {@link Long#MAX_VALUE} to wait until woken up. With 0 a
   *     poller may skip looking at I/O, within bounds that it documents: the loop is busy then
   */
  void poll(long timeoutNanos);

  /**
   * Ends the current wait, or keeps the next one from happening. Any thread; after {@link #close}
   * it does nothing.
   */
  void wakeUp();

  /**
   * Whether the loop's thread was interrupted while it polled; the thread's own status is cleared.
   *
   * @return true once for each interrupt that was seen
   */
  default boolean takeInterrupt() {
    return false;
  }

  /**
   * The selector to register channels with.
   *
   * @throws UnsupportedOperationException if this poller does not look at channels
   */
  default Selector selector() {
    throw new UnsupportedOperationException(
        "this loop does not watch channels, because its time is not the world's: run code with real"
            + " sockets on EventLoop.create() or with Asyncio.run");
  }

  /** Makes the next poll look at I/O however busy the loop is; the loop's thread only. */
  default void lookSoon() {}

  /** Gives back what the poller holds of the operating system; a second call does nothing. */
  void close();
}
