package dev.weft;

/** When {@link Asyncio#waitUntil} returns. */
public enum ReturnWhen {
  /** As soon as one of the futures is done. */
  FIRST_COMPLETED,
  /**
   * As soon as one of the futures fails; a cancelled one does not count. Else when all are done.
   */
  FIRST_EXCEPTION,
  /** When all are done. */
  ALL_COMPLETED
}
