package dev.weft.sync;

/** A semaphore that cannot be released above its initial value: asyncio's BoundedSemaphore. */
public final class BoundedAsyncSemaphore extends AsyncSemaphore {
  private final int bound;

  /** A semaphore with one permit. */
  public BoundedAsyncSemaphore() {
    this(1);
  }

  /**
   * A semaphore.
   *
   * @param permits how many there are, not negative
   */
  public BoundedAsyncSemaphore(int permits) {
    super(permits);
    this.bound = permits;
  }

  /**
   * Gives a permit back.
   *
   * @throws IllegalStateException if all permits are back already
   */
  @Override
  public void release() {
    if (availablePermits() >= bound) {
      throw new IllegalStateException(
          "BoundedSemaphore released too many times: release() of "
              + this
              + ", whose "
              + bound
              + " permits are all back");
    }
    super.release();
  }
}
