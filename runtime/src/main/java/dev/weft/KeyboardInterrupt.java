package dev.weft;

/**
 * The user pressed Ctrl-C while {@link Asyncio#run} ran: the main task was cancelled and this comes
 * out of {@code run} in its place, as in Python.
 *
 * <p>Like Python's, it is no ordinary failure: it ends the loop at once instead of being reported.
 */
public final class KeyboardInterrupt extends Error {
  private static final long serialVersionUID = 1L;

  /** Made by {@link Runner}. */
  public KeyboardInterrupt() {
    super("interrupted by SIGINT");
  }
}
