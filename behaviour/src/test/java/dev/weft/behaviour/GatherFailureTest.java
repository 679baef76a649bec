package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.gatherSettled;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a child fails or is cancelled: semantics 125 to 127, and 134 with eager tasks. */
class GatherFailureTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);
  private final IllegalStateException first = new IllegalStateException("first");
  private final IllegalStateException second = new IllegalStateException("second");
  private final List<String> reports = new ArrayList<>();

  /** 125. */
  @Test
  void firstFailureIsTheGathersAndTheOthersRunOn() {
    VirtualTimeLoop.run(gatherFailing());

    assertThat(trace.words()).containsExactly("B fails", "main first", "A end", "C fails");
    assertThat(reports).isEmpty();
  }

  @Async
  private Coroutine<Void> gatherFailing() {
    EventLoop.running().setExceptionHandler((loop, context) -> reports.add(context.message()));
    Task<String> a = createTask(workers.sleeper("A", 2));
    Task<String> b = createTask(workers.failing("B", 1, first));
    Task<String> c = createTask(workers.failing("C", 3, second));
    try {
      await(gather(a, b, c));
    } catch (IllegalStateException e) {
      assertThat(e).isSameAs(first);
      trace.log("main " + e.getMessage());
    }
    assertThat(a.isDone()).isFalse();
    await(sleep(ofSeconds(3)));
    return done(); // C's failure is nobody's, and the closing loop does not report it.
  }

  /** 126. */
  @Test
  void settledGatherWaitsForAllAndGivesFailures() {
    List<Outcome<String>> outcomes = VirtualTimeLoop.run(settleFailing());

    assertThat(outcomes)
        .containsExactly(
            new Outcome.Success<>("A"),
            new Outcome.Failure<>(first),
            new Outcome.Failure<>(second));
    assertThat(trace.words()).containsExactly("B fails", "A end", "C fails");
  }

  @Async
  private Coroutine<List<Outcome<String>>> settleFailing() {
    return done(
        await(
            gatherSettled(
                workers.sleeper("A", 2),
                workers.failing("B", 1, first),
                workers.failing("C", 3, second))));
  }

  /** 127. */
  @Test
  void cancelledChildMakesTheGatherFailButNotCancelled() {
    VirtualTimeLoop.run(cancelOneChild());

    assertThat(trace.words()).containsExactly("A cancelled", "main CancelledError(mm)", "B end");
  }

  @Async
  private Coroutine<Void> cancelOneChild() {
    Task<String> a = createTask(workers.sleeper("A", 10));
    Task<String> b = createTask(workers.sleeper("B", 1));
    Future<List<String>> all = gather(a, b);
    await(yieldNow());
    a.cancel("mm");
    try {
      await(workers.waiter("main", all));
    } catch (CancelledError expected) {
      assertThat(all.isCancelled()).isFalse();
      assertThat(all.exception()).isInstanceOf(CancelledError.class);
    }
    assertThat(await(b)).isEqualTo("B");
    return done();
  }

  /** 127: the list has an error of its own. */
  @Test
  void settledGatherGivesTheCancellation() {
    List<Outcome<String>> outcomes = VirtualTimeLoop.run(settleCancelled());

    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> assertThat(failure.error()).isInstanceOf(CancelledError.class));
    assertThat(outcomes.get(1)).isEqualTo(new Outcome.Success<>("B"));
  }

  @Async
  private Coroutine<List<Outcome<String>>> settleCancelled() {
    Task<String> a = createTask(workers.sleeper("A", 10));
    Future<List<Outcome<String>>> all = gatherSettled(a, workers.sleeper("B", 1));
    await(yieldNow());
    a.cancel();
    return done(await(all));
  }

  /** 134: a child that another one completes while the gather is being made counts once. */
  @Test
  void childCompletedByAnEagerSiblingCountsOnce() {
    VirtualTimeLoop.run(gatherEagerly());
  }

  @Async
  private Coroutine<Void> gatherEagerly() {
    EventLoop.running().setTaskFactory(TaskFactory.EAGER);
    Future<String> f = new Future<>();
    Future<String> pending = new Future<>();
    Future<List<String>> all = gather(f, completing(f), f, pending);
    await(yieldNow());
    await(yieldNow());
    assertThat(all.isDone()).isFalse();
    pending.setResult("last");

    assertThat(await(all)).containsExactly("f", "eager", "f", "last");
    return done();
  }

  @Async
  private Coroutine<String> completing(Future<String> f) {
    f.setResult("f");
    return done("eager");
  }
}
