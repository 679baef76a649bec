package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.toThread;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * A call that blocks freezes its loop, and the watchdog says which line it is while that lasts. In
 * a thread the same call does no harm.
 */
public final class FrozenLoop {
  private static final Logger LOG = Logger.getLogger("dev.weft");
  private static final CountDownLatch REPORTED = new CountDownLatch(1);

  private FrozenLoop() {}

  /** Stands for a query, a download, a lock: lets its thread wait, here until that is noticed. */
  private static String query() throws InterruptedException {
    return REPORTED.await(30, TimeUnit.SECONDS) ? "answer" : "no answer";
  }

  @Async
  private static Coroutine<String> freeze() throws InterruptedException {
    return done(query());
  }

  @Async
  private static Coroutine<Void> compare(ExecutorService pool) throws InterruptedException {
    EventLoop.running().setWatchdog(true); // Or -Dweft.watchdog=true for all loops.
    System.out.println("on the loop: " + await(createTask(freeze(), "frozen")));
    System.out.println("in a thread: " + await(toThread(FrozenLoop::query)));
    String answer = await(EventLoop.running().runInExecutor(pool, FrozenLoop::query));
    System.out.println("in a thread of one's own: " + answer);
    return done();
  }

  /** Prints of the report the first line, and the lines of this class. */
  private static final class Printer extends Handler {
    @Override
    public void publish(LogRecord logged) {
      String text = logged.getMessage();
      if (!text.startsWith("Task frozen")) {
        return; // A machine that is busy enough may stall any task.
      }
      System.out.println(text.lines().findFirst().orElseThrow());
      text.lines()
          .filter(line -> line.contains("at dev.weft.samples"))
          .forEach(System.out::println);
      REPORTED.countDown();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** Blocks the loop, and then only threads. */
  public static void main(String[] args) throws InterruptedException {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Handler printer = new Printer();
    LOG.addHandler(printer);
    LOG.setUseParentHandlers(false);
    try {
      run(compare(pool));
    } finally {
      LOG.removeHandler(printer);
      LOG.setUseParentHandlers(true);
      pool.shutdown();
    }
  }
}
