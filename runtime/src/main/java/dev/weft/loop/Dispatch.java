package dev.weft.loop;

/** What the loop does with its entries; the loop itself knows neither tasks nor callbacks. */
public interface Dispatch {
  /**
   * Runs an entry: called by {@link SelectorLoop#runOnce} and nowhere else.
   *
   * <p>Skips entries cancelled after they became ready. Only what must end the run may be thrown:
   * the turn then ends at once and the entries behind this one stay queued.
   */
  void run(Object entry);

  /** The loop is about to wait: there is time for what must not hold up entries. */
  default void idle() {}

  /** Whether this timer was cancelled; asked only while it sits in the {@link TimerQueue}. */
  boolean isCancelled(Object entry);
}
