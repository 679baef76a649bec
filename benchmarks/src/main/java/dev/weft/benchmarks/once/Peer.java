package dev.weft.benchmarks.once;

/** What each peer can do with a million tasks. */
interface Peer {
  /** Parks tasks on a future each, tells so, cancels them and waits for that. */
  void onFutures(int tasks, Runnable parked) throws Exception;

  /** The same on a sleep of an hour. */
  void onSleeps(int tasks, Runnable parked) throws Exception;

  /** The same on a future each, awaited at the end of ten awaits. */
  void deepOnFutures(int tasks, Runnable parked) throws Exception;

  /** Sleeps in a task each, and waits for all of them. */
  void sleep(int[] millis) throws Exception;
}
