package dev.weft.io;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that wait for the pipes of subprocesses, which Java reads and writes only by
 * blocking. Threads of their own and not the default executor: they may block for as long as a
 * child lives, and virtual threads would hold on to their carriers.
 */
final class Pipes {
  static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          job -> {
            Thread thread = new Thread(job, "weft-pipe");
            thread.setDaemon(true);
            return thread;
          });

  private Pipes() {}
}
