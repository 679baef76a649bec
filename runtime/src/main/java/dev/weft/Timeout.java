package dev.weft;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The deadline of a {@link Asyncio#timeout} block, as its body sees it. */
public interface Timeout {
  /**
   * The deadline.
   *
   * @return on the clock of {@link EventLoop#time}; null if there is none
   */
  @Nullable Duration when();

  /**
   * Moves the deadline.
   *
   * @param fromNow zero or less expires at once; null means no deadline any more
   * @throws IllegalStateException if the block has expired or ended
   */
  void reschedule(@Nullable Duration fromNow);

  /**
   * Whether the deadline passed inside the block.
   *
   * @return whether the block was cancelled for it
   */
  boolean expired();
}
