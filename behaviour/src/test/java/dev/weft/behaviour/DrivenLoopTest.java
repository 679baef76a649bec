package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.runCoroutineThreadsafe;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loop whose turns somebody else's thread takes: {@link EventLoop#on}. */
class DrivenLoopTest {
  private static final long PATIENCE_SECONDS = 30;

  private final ExecutorService driver = Executors.newSingleThreadExecutor();
  private final EventLoop loop = EventLoop.on(driver);
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    loop.close();
    if (!driver.isShutdown()) {
      awaitClosed();
      driver.shutdown();
    }
  }

  /** Lets turns go by: what is asked here stands behind them in the driver's queue. */
  private void awaitClosed() throws Exception {
    while (!inDriver(loop::isClosed)) {}
  }

  @Test
  void tasksRunInTheDriversThread() throws Exception {
    assertThat(get(runCoroutineThreadsafe(threadAfter(3), loop)))
        .isEqualTo(inDriver(Thread::currentThread));
  }

  @Async
  private static Coroutine<Thread> threadAfter(int turns) {
    for (int i = 0; i < turns; i++) {
      await(yieldNow());
    }
    await(sleep(ofMillis(1)));
    return done(Thread.currentThread());
  }

  @Test
  void timersFireThoughTheDriverHasNothingElseToDo() throws Exception {
    assertThat(get(runCoroutineThreadsafe(sleepers(), loop))).isEqualTo(List.of("long", "short"));
    assertThat(events).containsExactly("short", "long");
  }

  @Async
  private Coroutine<List<String>> sleepers() {
    return done(await(gather(sleeper(20, "long"), sleeper(5, "short"))));
  }

  @Async
  private Coroutine<String> sleeper(int millis, String name) {
    await(sleep(ofMillis(millis)));
    events.add(name);
    return done(name);
  }

  /** An earlier timer than the one that is waited for shortens the wait. */
  @Test
  void anEarlierTimerShortensTheWait() throws Exception {
    CompletableFuture<String> hour = runCoroutineThreadsafe(sleeper(3_600_000, "an hour"), loop);
    assertThat(get(runCoroutineThreadsafe(sleeper(1, "a moment"), loop))).isEqualTo("a moment");
    assertThat(hour).isNotDone();
  }

  @Test
  void whatRunsInTheDriverMayUseTheLoopBetweenTurns() throws Exception {
    inDriver(() -> "the first turn is over");
    Future<String> task = inDriver(() -> createTask(sleeper(1, "started by a listener")));
    CompletableFuture<String> result = inDriver(task::toCompletableFuture);

    assertThat(get(result)).isEqualTo("started by a listener");
    assertThat(inDriver(EventLoop::running)).isSameAs(loop);
  }

  @Test
  void callbacksAndTimersAddedBetweenTurnsRun() throws Exception {
    CompletableFuture<String> soon = new CompletableFuture<>();
    CompletableFuture<String> later = new CompletableFuture<>();
    inDriver(() -> loop.callSoon(() -> soon.complete("soon")));
    inDriver(() -> loop.callLater(ofMillis(1), () -> later.complete("later")));

    assertThat(get(soon)).isEqualTo("soon");
    assertThat(get(later)).isEqualTo("later");
  }

  @Test
  void channelsAreWatchedWhileNothingElseHappens() throws Exception {
    assertThat(get(readOnce(() -> {}))).isEqualTo("read 1");
  }

  /** A loop that is never at rest never has anybody wait for it. */
  @Test
  void channelsAreWatchedWhileTheLoopIsBusy() throws Exception {
    assertThat(get(readOnce(this::keepBusy))).isEqualTo("read 1");
  }

  private void keepBusy() {
    if (!loop.isClosed()) {
      loop.callSoon(this::keepBusy);
    }
  }

  private CompletableFuture<String> readOnce(Runnable meanwhile) throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    inDriver(
        () -> {
          loop.addReader(pipe.source(), () -> result.complete("read " + readAndClose(pipe)));
          return loop.callSoon(meanwhile);
        });
    pipe.sink().write(ByteBuffer.allocate(1));
    return result;
  }

  private int readAndClose(Pipe pipe) {
    try {
      int count = pipe.source().read(ByteBuffer.allocate(10));
      loop.removeReader(pipe.source());
      pipe.source().close();
      pipe.sink().close();
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a modal dialog does. */
  @Test
  void aCallbackThatPumpsTheEventsOfItsThreadRunsNoTurnInside() throws Exception {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    EventLoop pumped = EventLoop.on(queue::add);
    pumpAll(queue);
    pumped.callSoon(
        () -> {
          events.add("dialog opens");
          pumped.callSoon(() -> events.add("behind"));
          pumped.callSoonThreadsafe(() -> events.add("from elsewhere"));
          pumpAll(queue);
          events.add("dialog closes");
        });
    pumpUntil(() -> events.contains("from elsewhere"), queue);

    assertThat(events).containsExactly("dialog opens", "dialog closes", "behind", "from elsewhere");
    pumped.close();
    pumpUntil(pumped::isClosed, queue);
    assertThatThrownBy(EventLoop::running).isInstanceOf(IllegalStateException.class);
  }

  /** A turn may be asked for by the thread that waits, which may be slow to do so. */
  private static void pumpUntil(BooleanSupplier done, BlockingQueue<Runnable> queue)
      throws InterruptedException {
    while (!done.getAsBoolean()) {
      Runnable next = queue.poll(PATIENCE_SECONDS, SECONDS);
      assertThat(next).as("a turn that was asked for").isNotNull();
      next.run();
    }
  }

  private static void pumpAll(Queue<Runnable> queue) {
    for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
      next.run();
    }
  }

  @Test
  void timeIsThatOfTheGivenClock() throws Exception {
    long[] now = {0};
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    EventLoop paused = EventLoop.on(queue::add, () -> now[0]);
    pumpAll(queue);
    paused.callLater(ofDays(1), () -> events.add("a day later"));
    pumpAll(queue);
    assertThat(events).isEmpty();

    now[0] = ofDays(1).toNanos();
    paused.callSoon(() -> events.add("now"));
    pumpUntil(() -> events.contains("a day later"), queue);

    assertThat(events).containsExactly("now", "a day later");
    paused.close();
    pumpUntil(paused::isClosed, queue);
  }

  @Test
  void closingCancelsTheTasksAndWaitsForTheirEndInLaterTurns() throws Exception {
    CompletableFuture<String> started = new CompletableFuture<>();
    CompletableFuture<String> cleaned = new CompletableFuture<>();
    CompletableFuture<Void> task = runCoroutineThreadsafe(tidy(started, cleaned), loop);
    get(started);
    loop.close();

    assertThat(get(cleaned)).isEqualTo("clean");
    awaitClosed();
    assertThat(task).isCancelled();
    assertThat(inDriver(DrivenLoopTest::nothingRuns)).isTrue();
    loop.close();
  }

  @Async
  private static Coroutine<Void> tidy(
      CompletableFuture<String> started, CompletableFuture<String> cleaned) {
    try {
      started.complete("");
      await(sleep(ofDays(1)));
    } finally {
      await(sleep(ofMillis(1)));
      cleaned.complete("clean");
    }
    return done();
  }

  private static boolean nothingRuns() {
    try {
      EventLoop.running();
      return false;
    } catch (IllegalStateException none) {
      return true;
    }
  }

  @Test
  void itCannotBeRunOrStoppedByHand() {
    assertThatThrownBy(loop::runForever)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("runForever() of <DrivenLoop running=")
        .hasMessageContaining("whose turns another loop takes");
    Coroutine<String> unused = sleeper(1, "unused");
    assertThatThrownBy(() -> loop.runUntilComplete(unused))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("use createTask or runCoroutineThreadsafe");
    assertThatThrownBy(loop::stop).isInstanceOf(IllegalStateException.class);
    unused.close();
  }

  @Test
  void aCallbackThatFailsIsReportedAndTheLoopGoesOn() throws Exception {
    CompletableFuture<String> report = new CompletableFuture<>();
    inDriver(
        () -> {
          loop.setExceptionHandler((its, context) -> report.complete(context.message()));
          return loop.callSoon(
              () -> {
                throw new IllegalArgumentException("x");
              });
        });

    assertThat(get(report)).startsWith("Exception in callback");
    assertThat(get(runCoroutineThreadsafe(sleeper(1, "goes on"), loop))).isEqualTo("goes on");
  }

  @Test
  void aDriverThatIsGoneEndsTheLoop() throws Exception {
    CompletableFuture<String> report = new CompletableFuture<>();
    CompletableFuture<String> started = new CompletableFuture<>();
    inDriver(
        () -> {
          loop.setExceptionHandler((its, context) -> report.complete(context.message()));
          return loop.createTask(tidy(started, new CompletableFuture<>()));
        });
    get(started);
    inDriver(
        () -> {
          loop.callSoon(driver::shutdown);
          return loop.callSoon(() -> loop.callSoon(() -> {}));
        });

    assertThat(get(report)).isEqualTo("Task was destroyed but it is pending!");
  }

  private <T> T inDriver(Supplier<T> what) throws Exception {
    return driver.submit(what::get).get(PATIENCE_SECONDS, SECONDS);
  }

  private static <T> T get(CompletableFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE_SECONDS, SECONDS);
  }
}
