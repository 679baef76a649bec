package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.ExceptionContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Blocking code in other threads: semantics 34 to 37. */
class ExecutorTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final List<ExceptionContext> reports = Loops.collectReports(loop);
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void closeLoop() {
    release.countDown();
    loop.close();
  }

  private String blockingJob() throws InterruptedException {
    started.countDown();
    release.await();
    events.add("job ends");
    return "result";
  }

  /** 34. */
  @Test
  void theDefaultExecutorIsThereWithoutBeingSet() {
    Future<Thread> future = loop.runInExecutor(null, Thread::currentThread);

    assertThat(future.loop()).isSameAs(loop);
    assertThat(loop.runUntilComplete(future)).isNotSameAs(Thread.currentThread());
  }

  /** 34. */
  @Test
  void theLoopLearnsOfTheResultInATurnOfItsOwn() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Future<String> future = loop.runInExecutor(executor, () -> "result");
    awaitTheEndOf(executor);

    assertThat(future.isDone()).isFalse();
    Loops.turn(loop);

    assertThat(future.result()).isEqualTo("result");
  }

  /** 34. */
  @Test
  void whatTheJobThrowsIsTheFailureOfTheFuture() {
    Exception error = new Exception("mine");
    Future<Object> future =
        loop.runInExecutor(
            null,
            () -> {
              throw error;
            });

    assertThatThrownBy(() -> loop.runUntilComplete(future)).isSameAs(error);
  }

  /** 35. */
  @Test
  void aCancelledJobThatHasNotStartedNeverStarts() throws InterruptedException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    loop.runInExecutor(executor, this::blockingJob);
    Future<Boolean> queued = loop.runInExecutor(executor, () -> events.add("started"));
    started.await();

    assertThat(queued.cancel()).isTrue();
    release.countDown();
    awaitTheEndOf(executor);
    Loops.turn(loop);

    assertThat(events).containsExactly("job ends");
    assertThat(queued.isCancelled()).isTrue();
  }

  /** 35. */
  @Test
  void aResultThatComesAfterTheCancellationIsDropped() throws InterruptedException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Future<String> future = loop.runInExecutor(executor, this::blockingJob);
    started.await();

    future.cancel();
    release.countDown();
    awaitTheEndOf(executor);
    Loops.turn(loop);

    assertThat(events).containsExactly("job ends");
    assertThat(future.isCancelled()).isTrue();
    assertThat(reports).isEmpty();
  }

  /** 35. */
  @Test
  void aLoopClosedMeanwhileIsToldNothing() throws InterruptedException {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            job -> {
              Thread thread = new Thread(job);
              thread.setUncaughtExceptionHandler((its, error) -> uncaught.add(error));
              return thread;
            });
    Future<String> future = loop.runInExecutor(executor, this::blockingJob);
    started.await();

    loop.close();
    release.countDown();
    awaitTheEndOf(executor);

    assertThat(events).containsExactly("job ends");
    assertThat(future.isDone()).isFalse();
    assertThat(uncaught).isEmpty();
  }

  /** 36: what is not an ExecutorService does not compile. */
  @Test
  void theDefaultExecutorIsTheOneThatWasSet() {
    loop.setDefaultExecutor(Executors.newSingleThreadExecutor(job -> new Thread(job, "mine")));

    Future<String> name = loop.runInExecutor(null, () -> Thread.currentThread().getName());

    assertThat(loop.runUntilComplete(name)).isEqualTo("mine");
  }

  /** 37. */
  @Test
  void shutdownWaitsForTheJobsAndRefusesNewOnes() throws InterruptedException {
    loop.runUntilComplete(shutDownWhileAJobRuns());

    assertThat(events).containsExactly("refused", "job ends", "shut down");
  }

  @Async
  private Coroutine<Void> shutDownWhileAJobRuns() throws InterruptedException {
    Future<String> job = loop.runInExecutor(null, this::blockingJob);
    started.await();
    Task<Void> shutdown = loop.createTask(shutDownAndTell());
    await(yieldNow());
    assertThatThrownBy(() -> loop.runInExecutor(null, () -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Executor shutdown has been called");
    events.add("refused");
    assertThat(shutdown.isDone()).isFalse();
    release.countDown();
    await(shutdown);
    assertThat(await(job)).isEqualTo("result");
    return done();
  }

  @Async
  private Coroutine<Void> shutDownAndTell() {
    await(loop.shutdownDefaultExecutor());
    events.add("shut down");
    return done();
  }

  /** 37. */
  @Test
  void shutdownGivesUpAfterItsTimeoutWithAWarning() throws InterruptedException {
    loop.runInExecutor(null, this::blockingJob);
    started.await();
    try (LogCapture log = new LogCapture()) {
      loop.runUntilComplete(loop.shutdownDefaultExecutor(Duration.ZERO));

      assertThat(log.warnings()).hasSize(1);
      assertThat(log.warnings().get(0)).startsWith("The executor did not finish");
    }
    assertThat(events).isEmpty();
  }

  private static void awaitTheEndOf(ExecutorService executor) {
    executor.shutdown();
    Threads.run(() -> assertThat(executor.awaitTermination(1, TimeUnit.MINUTES)).isTrue());
  }
}
