package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.toThread;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What run() does with what is left when its coroutine has ended. Semantics 269 to 271, 348. */
class RunnerShutdownTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);
  private final List<ExceptionContext> reports = new ArrayList<>();
  private @Nullable EventLoop loop;

  /** 269, 348. */
  @Test
  void tasksEndFirstThenTheExecutorThenTheLoop() {
    List<String> order = new CopyOnWriteArrayList<>();
    ExecutorService executor = Executors.newCachedThreadPool();

    run(leavesATaskAndAJob(order, executor));

    assertThat(order)
        .containsExactly(
            "main ends", "task cleans up with the executor", "job ends after the shutdown began");
    assertThat(executor.isTerminated()).isTrue();
    assertThat(loop.isClosed()).isTrue();
  }

  @Async
  private Coroutine<Void> leavesATaskAndAJob(List<String> order, ExecutorService executor) {
    loop = EventLoop.running();
    loop.setDefaultExecutor(executor);
    createTask(cleansUp(order));
    Runnable job =
        () -> {
          while (!executor.isShutdown()) {
            Thread.onSpinWait();
          }
          order.add("job ends after the shutdown began");
        };
    loop.runInExecutor(null, Executors.callable(job));
    await(yieldNow());
    order.add("main ends");
    return done();
  }

  @Async
  private Coroutine<Void> cleansUp(List<String> order) {
    try {
      await(sleep(ofSeconds(10)));
    } finally {
      await(toThread(() -> order.add("task cleans up with the executor")));
    }
    return done();
  }

  /** 269: when run fails, what is left ends as well. */
  @Test
  void whatIsLeftEndsAlsoWhenMainFails() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(failsAndLeaves("a", "b")))
        .hasMessage("main fails");

    assertThat(trace.words()).containsExactly("a cancelled", "b cancelled");
    assertThat(loop.isClosed()).isTrue();
  }

  @Async
  private Coroutine<Void> failsAndLeaves(String... names) {
    loop = EventLoop.running();
    for (String name : names) {
      createTask(workers.sleeper(name, 10));
    }
    await(yieldNow());
    throw new IllegalStateException("main fails");
  }

  /** 270. */
  @Test
  void aTaskThatFailsAtTheShutdownIsReported() {
    VirtualTimeLoop.run(leavesABadTask());

    assertThat(reports).hasSize(1);
    ExceptionContext report = reports.get(0);
    assertThat(report.message()).isEqualTo("unhandled exception during Asyncio.run() shutdown");
    assertThat(report.exception()).hasMessage("clean-up");
    assertThat(report.task()).extracting(Task::name).isEqualTo("bad");
  }

  @Async
  private Coroutine<Void> leavesABadTask() {
    EventLoop.running().setExceptionHandler((its, context) -> reports.add(context));
    createTask(workers.badCleanUp(), "bad");
    await(yieldNow());
    return done();
  }

  /** 271. */
  @Test
  void aTaskThatSwallowsItsOneCancellationIsWaitedFor() {
    VirtualTimeLoop.run(leavesAStubbornTask());

    assertThat(trace.events())
        .containsExactly("[0] main ends", "[2] swallowed", "[4]t=5 ends, cancelling 1");
  }

  @Async
  private Coroutine<Void> leavesAStubbornTask() {
    createTask(stubborn());
    await(yieldNow());
    trace.log("main ends");
    return done();
  }

  @Async
  private Coroutine<Void> stubborn() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      trace.log("swallowed");
    }
    await(sleep(ofSeconds(5)));
    trace.log("ends, cancelling " + currentTask().cancelling());
    return done();
  }
}
