package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The watchdog tells of a stall while it lasts. */
class WatchdogTest {
  /** What is logged, and a signal to the blocked loop that it may go on. */
  private static final class Told implements Filter, AutoCloseable {
    private final Logger logger = Logger.getLogger("dev.weft");
    private final List<String> messages = new ArrayList<>();
    private final CountDownLatch told = new CountDownLatch(1);

    Told() {
      logger.setFilter(this);
    }

    /** A filter and no handler: other threads may be logging still when this is closed. */
    @Override
    public synchronized boolean isLoggable(LogRecord logged) {
      if (logged.getMessage().contains("WatchdogTest")) {
        messages.add(logged.getMessage());
        told.countDown();
      }
      return false;
    }

    synchronized List<String> messages() {
      return List.copyOf(messages);
    }

    @Override
    public void close() {
      logger.setFilter(null);
    }
  }

  @Async
  private static Coroutine<Void> outer(Told told) throws InterruptedException {
    await(yieldNow());
    await(blocks(told));
    return done();
  }

  /** Blocks until the watchdog has spoken: it would hang if that came only afterwards. */
  @Async
  private static Coroutine<Void> blocks(Told told) throws InterruptedException {
    assertThat(told.told.await(20, TimeUnit.SECONDS)).isTrue();
    return done();
  }

  @Test
  void theCulpritIsNamedWhileItBlocks() throws InterruptedException {
    try (Told told = new Told();
        EventLoop loop = EventLoop.create()) {
      loop.setWatchdog(true);
      loop.setSlowCallbackDuration(Duration.ofMillis(50));
      loop.runUntilComplete(loop.createTask(blocking(told), "culprit"));

      assertThat(told.messages()).hasSize(1);
      assertThat(told.messages().get(0))
          .startsWith("Task culprit running WatchdogTest.blocking has been holding the loop for 0.")
          .contains("\tat dev.weft.behaviour.debug.WatchdogTest.blocks(WatchdogTest.java:")
          .doesNotContain("dev.weft.loop.SelectorLoop")
          .doesNotContainIgnoringCase("lambda");
    }
  }

  @Async
  private static Coroutine<Void> blocking(Told told) throws InterruptedException {
    await(outer(told));
    return done();
  }

  @Test
  void debugModeHasItAndCallbacksAreWatchedToo() {
    try (Told told = new Told();
        EventLoop loop = EventLoop.create()) {
      loop.setDebug(true);
      loop.setSlowCallbackDuration(Duration.ofMillis(50));
      loop.callSoon(
          () -> {
            try {
              assertThat(told.told.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            loop.stop();
          });
      loop.runForever();

      assertThat(told.messages().get(0))
          .startsWith("Callback dev.weft.behaviour.debug.WatchdogTest lambda has been holding");
    }
  }

  @Test
  void itsThreadEndsWithTheLastLoop() throws InterruptedException {
    Thread dog;
    try (EventLoop loop = EventLoop.create()) {
      loop.setWatchdog(true);
      dog = loop.runUntilComplete(findsWatchdog());
    }
    dog.join(20_000);
    assertThat(dog.isAlive()).isFalse();
  }

  @Async
  private static Coroutine<Thread> findsWatchdog() {
    await(yieldNow());
    return done(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals("weft-watchdog"))
            .findFirst()
            .orElseThrow());
  }
}
