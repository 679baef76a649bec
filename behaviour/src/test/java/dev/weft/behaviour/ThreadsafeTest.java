package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.runCoroutineThreadsafe;
import static dev.weft.Asyncio.yieldNow;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.testing.VirtualTimeLoop;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What other threads may do: semantics 27, 28 and 42 to 44. */
class ThreadsafeTest {
  private final Trace trace = new Trace();

  /** 27. */
  @Test
  void callbacksOfAnotherThreadKeepTheirPlaceAmongThoseOfTheLoop() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      loop.callSoon(
          () -> {
            Threads.run(() -> loop.callSoonThreadsafe(() -> trace.log("hello")));
            loop.callSoon(() -> trace.log("world"));
          });

      Loops.turn(loop);
      Loops.turn(loop);

      assertThat(trace.events()).containsExactly("[0] hello", "[0] world");
    }
  }

  /** 27. */
  @Test
  void aCallbackOfAnotherThreadWakesTheLoop() {
    EventLoop loop = EventLoop.create();
    CountDownLatch running = new CountDownLatch(1);
    loop.callSoon(running::countDown);
    Thread thread = Threads.start(loop::runForever);

    Threads.run(running::await);
    loop.callSoonThreadsafe(loop::stop);

    Threads.join(thread); // It would never end if the loop went on waiting.
    loop.close();
  }

  /** 28. */
  @Test
  void callSoonThreadsafeInTheLoopsOwnThreadKeepsTheOrder() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      loop.callSoon(
          () -> {
            loop.callSoonThreadsafe(() -> trace.log("a"));
            loop.callSoon(() -> trace.log("b"));
            loop.callSoonThreadsafe(() -> trace.log("c"));
          });

      Loops.turn(loop);
      Loops.turn(loop);

      assertThat(trace.events()).containsExactly("[0] a", "[0] b", "[0] c");
    }
  }

  /** 42. */
  @Test
  void anotherThreadGetsTheResultOfTheCoroutine() throws Exception {
    try (LoopThread other = new LoopThread()) {
      assertThat(runCoroutineThreadsafe(sum(2, 3), other.loop()).get()).isEqualTo(5);
    }
  }

  @Async
  private static Coroutine<Integer> sum(int a, int b) {
    await(yieldNow());
    return done(a + b);
  }

  /** 42. */
  @Test
  void anotherThreadGetsTheExceptionOfTheCoroutine() throws Exception {
    Exception error = new Exception("mine");
    try (LoopThread other = new LoopThread()) {
      CompletableFuture<Void> result = runCoroutineThreadsafe(failing(error), other.loop());

      assertThatThrownBy(result::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isSameAs(error);
    }
  }

  @Async
  private static Coroutine<Void> failing(Exception error) throws Exception {
    await(yieldNow());
    throw error;
  }

  /** 42. */
  @Test
  void aTimeoutInTheOtherThreadCancelsNothing() throws Exception {
    try (LoopThread other = new LoopThread()) {
      Future<String> blocker = other.loop().createFuture();
      CompletableFuture<String> result = runCoroutineThreadsafe(waiting(blocker), other.loop());

      assertThatThrownBy(() -> result.get(1, NANOSECONDS)).isInstanceOf(TimeoutException.class);
      other.loop().callSoonThreadsafe(() -> blocker.setResult("still there"));

      assertThat(result.get()).isEqualTo("still there");
    }
  }

  @Async
  private static <T> Coroutine<T> waiting(Future<T> future) {
    return done(await(future));
  }

  /** 43. */
  @Test
  void cancellingInTheOtherThreadCancelsTheTask() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch unwound = new CountDownLatch(1);
    try (LoopThread other = new LoopThread()) {
      CompletableFuture<Void> result =
          runCoroutineThreadsafe(untilCancelled(blocked, unwound), other.loop());
      blocked.await();

      assertThat(result.cancel(true)).isTrue();

      unwound.await();
      assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
    }
  }

  @Async
  private static Coroutine<Void> untilCancelled(CountDownLatch blocked, CountDownLatch unwound) {
    try {
      blocked.countDown();
      await(new Future<Void>());
    } finally {
      unwound.countDown();
    }
    return done();
  }

  /** 43. */
  @Test
  void aTaskThatEndsCancelledCancelsTheResultOfTheOtherThread() {
    try (LoopThread other = new LoopThread()) {
      CompletableFuture<Void> result = runCoroutineThreadsafe(cancelsItself(), other.loop());

      assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
    }
  }

  @Async
  private static Coroutine<Void> cancelsItself() {
    Task<?> current = EventLoop.running().currentTask();
    if (current != null) {
      current.cancel();
    }
    await(yieldNow());
    return done();
  }

  /** 44. */
  @Test
  void aTaskFactoryThatThrowsIsToldToTheCallerAndToTheLoopOnceEach() {
    RuntimeException error = new RuntimeException("mine");
    VirtualTimeLoop loop = new VirtualTimeLoop();
    List<ExceptionContext> reports = Loops.collectReports(loop);
    loop.setTaskFactory(new FailingFactory(error));

    CompletableFuture<Integer> result = runCoroutineThreadsafe(sum(1, 2), loop);
    Loops.turn(loop);
    Loops.turn(loop);
    loop.close();

    assertThatThrownBy(() -> result.get(0, SECONDS)).cause().isSameAs(error);
    assertThat(reports).extracting(ExceptionContext::exception).containsExactly(error);
  }

  private record FailingFactory(RuntimeException error) implements TaskFactory {
    @Override
    public <T> Task<T> create(
        EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context) {
      coroutine.close();
      throw error;
    }
  }
}
