package dev.weft;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that watches loops and tells of a step or callback that holds its loop too long,
 * while it does. It ends when there is nothing to watch.
 */
final class Watchdog implements Runnable {
  /** It looks four times in the time that is too long, but at least and at most so often. */
  private static final long SHORTEST_WAIT_NANOS = 1_000_000;

  private static final long LONGEST_WAIT_NANOS = 100_000_000;

  private static final CopyOnWriteArrayList<WatchedEntries> WATCHED = new CopyOnWriteArrayList<>();

  private static @Nullable Thread thread;

  private Watchdog() {}

  static synchronized void watch(WatchedEntries entries) {
    WATCHED.addIfAbsent(entries);
    if (thread == null) {
      Thread made = new Thread(new Watchdog(), "weft-watchdog");
      made.setDaemon(true);
      thread = made;
      made.start();
    }
  }

  static void leave(WatchedEntries entries) {
    WATCHED.remove(entries);
  }

  @Override
  public void run() {
    while (!ended()) {
      long wait = LONGEST_WAIT_NANOS;
      for (WatchedEntries entries : WATCHED) {
        entries.look();
        wait = Math.min(wait, Durations.nanos(entries.loop().slowCallbackDuration()) / 4);
      }
      LockSupport.parkNanos(Math.max(wait, SHORTEST_WAIT_NANOS));
    }
  }

  private static boolean ended() {
    synchronized (Watchdog.class) {
      if (WATCHED.isEmpty()) {
        thread = null;
        return true;
      }
      return false;
    }
  }
}
