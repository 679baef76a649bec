package dev.weft.behaviour;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.gatherSettled;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Outcome;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several results as one: semantics 120 to 124, 134 and 135. */
class GatherTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 120. */
  @Test
  void coroutinesBecomeTasksInOrderWithoutAnAwait() {
    VirtualTimeLoop.run(gatherWithoutAwait());

    assertThat(trace.words()).containsExactly("gathered", "A end", "B end");
  }

  @Async
  private Coroutine<Void> gatherWithoutAwait() {
    Future<List<String>> all = gather(workers.sleeper("A", 0), workers.sleeper("B", 0));
    trace.log("gathered");
    assertThat(all.isDone()).isFalse();
    assertThat(allTasks()).hasSize(3);
    await(yieldNow());
    await(yieldNow());
    return done();
  }

  /** 121. */
  @Test
  void resultsAreInTheOrderOfTheArguments() {
    assertThat(VirtualTimeLoop.run(gatherBackwards())).containsExactly(2, 1, 3);
  }

  @Async
  private Coroutine<List<Integer>> gatherBackwards() {
    Future<Integer> a = new Future<>();
    Future<Integer> b = new Future<>();
    Future<Integer> c = new Future<>();
    Future<List<Integer>> all = gather(a, b, c);
    b.setResult(1);
    await(yieldNow());
    c.setResult(3);
    a.setResult(2);
    return done(await(all));
  }

  /** 122. */
  @Test
  void gatherOfNothingIsDone() {
    VirtualTimeLoop.run(gatherNothing());
  }

  @Async
  private Coroutine<Void> gatherNothing() {
    assertThat(gather(List.<Future<String>>of()).result()).isEmpty();
    assertThat(gatherSettled(List.<Future<String>>of()).result()).isEmpty();
    return done();
  }

  /** 123. */
  @Test
  void equalArgumentsAreOneChild() {
    assertThat(VirtualTimeLoop.run(gatherDuplicates())).containsExactly("A", "A", "f", "A", "f");
    assertThat(trace.words()).containsExactly("A end");
  }

  @Async
  private Coroutine<List<String>> gatherDuplicates() {
    Coroutine<String> a = workers.sleeper("A", 1);
    Future<String> f = new Future<>();
    Future<List<String>> all = gather(a, a, f, a, f);
    assertThat(allTasks()).hasSize(2);
    f.setResult("f");
    return done(await(all));
  }

  /** 123: also when it is done already. */
  @Test
  void equalDoneArgumentsAreOneChild() {
    assertThat(VirtualTimeLoop.run(gatherDoneDuplicates())).containsExactly("f", "A", "f");
  }

  @Async
  private Coroutine<List<String>> gatherDoneDuplicates() {
    Future<String> f = new Future<>();
    f.setResult("f");
    Future<List<String>> all = gather(f, workers.sleeper("A", 1), f);
    assertThat(all.isDone()).isFalse();
    return done(await(all));
  }

  /** 123: also when the first of them, started eagerly, takes an argument out of the collection. */
  @Test
  void argumentsAreThoseThatTheCollectionHadAtTheCall() {
    assertThat(VirtualTimeLoop.run(gatherShrinking())).containsExactly("A", "B", "A");
  }

  @Async
  private Coroutine<List<String>> gatherShrinking() {
    EventLoop.running().setTaskFactory(TaskFactory.EAGER);
    List<Coroutine<String>> all = new ArrayList<>();
    Coroutine<String> a = removesFirst(all);
    all.addAll(List.of(a, workers.sleeper("B", 1), a));
    return done(await(gather(all)));
  }

  @Async
  private Coroutine<String> removesFirst(List<?> all) {
    all.remove(0);
    await(yieldNow());
    return done("A");
  }

  /** 123: also when the task is not one of the coroutine itself. */
  @Test
  void equalArgumentsAreOneChildOfAFactoryThatWraps() {
    assertThat(VirtualTimeLoop.run(gatherWrapped())).containsExactly("A", "B", "A");
    assertThat(trace.words()).containsExactly("A end", "B end");
  }

  @Async
  private Coroutine<List<String>> gatherWrapped() {
    EventLoop.running()
        .setTaskFactory(
            new TaskFactory() {
              @Override
              public <T> Task<T> create(
                  EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context) {
                return loop.scheduleTask(wrapped(coroutine), name, context);
              }
            });
    Coroutine<String> a = workers.sleeper("A", 1);
    return done(await(gather(a, workers.sleeper("B", 1), a)));
  }

  @Async
  private static <T> Coroutine<T> wrapped(Coroutine<T> coroutine) {
    return coroutine;
  }

  /** What was made before runs on, and its end is nobody's. */
  @Test
  void aTaskFactoryThatThrowsAnErrorLeavesNothingToReport() {
    List<String> reports = new ArrayList<>();
    VirtualTimeLoop.run(gatherWithBrokenFactory(reports));

    assertThat(trace.words()).containsExactly("A end");
    assertThat(reports).isEmpty();
  }

  @Async
  private Coroutine<Void> gatherWithBrokenFactory(List<String> reports) {
    EventLoop loop = EventLoop.running();
    loop.setExceptionHandler((its, context) -> reports.add(context.message()));
    Coroutine<String> refused = workers.sleeper("B", 0);
    loop.setTaskFactory(
        new TaskFactory() {
          @Override
          public <T> Task<T> create(
              EventLoop its, Coroutine<T> coroutine, @Nullable String name, Context context) {
            if (coroutine == refused) {
              throw new AssertionError("refused");
            }
            return its.scheduleTask(coroutine, name, context);
          }
        });
    assertThatThrownBy(() -> gather(workers.sleeper("A", 0), refused)).hasMessage("refused");
    refused.close();
    for (int turn = 0; turn < 5; turn++) {
      await(yieldNow());
    }
    return done();
  }

  /** 123: giving way is one object, and still a child. */
  @Test
  void yieldsCanBeGathered() {
    assertThat(VirtualTimeLoop.run(gatherYields())).containsExactly(null, null);
  }

  @Async
  private Coroutine<List<Void>> gatherYields() {
    return done(await(gather(yieldNow(), yieldNow())));
  }

  /** 124. */
  @Test
  void childOfAnotherLoopIsRefused() {
    try (EventLoop other = EventLoop.create()) {
      VirtualTimeLoop.run(gatherForeign(other.createFuture()));
    }
    assertThat(trace.words()).containsExactly("A end");
  }

  @Async
  private Coroutine<Void> gatherForeign(Future<String> foreign) {
    Coroutine<String> a = workers.sleeper("A", 0);
    assertThatThrownBy(() -> gather(a, foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("different loop");
    // What was made before the mistake was seen runs on.
    await(yieldNow());
    await(yieldNow());
    return done();
  }

  /** 134. */
  @Test
  void childrenThatAreDoneCountAtOnce() {
    VirtualTimeLoop.run(gatherDone());
  }

  @Async
  private Coroutine<Void> gatherDone() {
    Future<String> good = new Future<>();
    good.setResult("good");
    Future<String> bad = new Future<>();
    bad.setException(new IllegalStateException("bad"));
    Future<String> pending = new Future<>();

    assertThat(gather(good, good).result()).containsExactly("good", "good");
    assertThat(gather(pending, bad, good).exception()).hasMessage("bad");
    assertThat(gatherSettled(good, bad).result().get(1)).isInstanceOf(Outcome.Failure.class);
    assertThat(gather(good, pending).isDone()).isFalse();
    return done();
  }

  /** 135. */
  @Test
  void gatherIsDoneATurnAfterItsChildrenAndItsAwaiterGoesOnAnother() {
    VirtualTimeLoop.run(gatherSleepers());

    assertThat(trace.events())
        .containsExactly(
            "[0] A start",
            "[0] B start",
            "[0] C start",
            "[1] C end",
            "[4]t=1 B end",
            "[7]t=2 A end",
            "[9]t=2 gather [A, B, C]");
  }

  @Async
  private Coroutine<Void> gatherSleepers() {
    List<String> all = await(gather(starter("A", 2), starter("B", 1), starter("C", 0)));
    trace.log("gather " + all);
    return done();
  }

  @Async
  private Coroutine<String> starter(String name, int seconds) {
    trace.log(name + " start");
    return workers.sleeper(name, seconds);
  }

  /** 120: a task stays what it is. */
  @Test
  void taskIsItsOwnChild() {
    VirtualTimeLoop.run(gatherTask());
  }

  @Async
  private Coroutine<Void> gatherTask() {
    Task<String> task = createTask(workers.sleeper("A", 1));
    Future<List<String>> all = gather(task);
    assertThat(allTasks()).hasSize(2);
    assertThat(await(all)).containsExactly("A");
    assertThat(task.result()).isEqualTo("A");
    return done();
  }
}
