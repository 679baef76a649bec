package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.shield;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.timeout;
import static dev.weft.Asyncio.waitFor;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Who sees what a context variable is set to. Semantics 278 to 284. */
class ContextVarTest {
  private final ContextVar<Integer> variable = new ContextVar<>("variable", 0);
  private final List<String> seen = new ArrayList<>();

  /** 278. */
  @Test
  void aTaskWorksInACopyOfItsCreatorsContext() {
    VirtualTimeLoop.run(creator());

    assertThat(seen).containsExactly("task 1", "task 10", "creator 2");
  }

  @Async
  private Coroutine<Void> creator() {
    variable.set(1);
    Task<Void> task = createTask(noted("task", 10));
    variable.set(2); // Invisible to the task, though it has not begun.
    await(task);
    note("creator");
    return done();
  }

  /** Notes the value, sets it, and notes it again in its next step. */
  @Async
  private Coroutine<Void> noted(String name, int value) {
    note(name);
    variable.set(value);
    await(yieldNow());
    note(name);
    return done();
  }

  private void note(String who) {
    seen.add(who + " " + variable.get());
  }

  /** 279. */
  @Test
  void aCoroutineThatIsAwaitedDirectlySharesTheContext() {
    VirtualTimeLoop.run(awaitsDirectly());

    assertThat(seen).containsExactly("callee 1", "callee 10", "caller 10");
  }

  @Async
  private Coroutine<Void> awaitsDirectly() {
    variable.set(1);
    await(noted("callee", 10));
    note("caller");
    return done();
  }

  /** 280. */
  @Test
  void callbacksRunInACopyOfTheContextInWhichTheyWereRegistered() {
    VirtualTimeLoop.run(registersCallbacks());

    assertThat(seen)
        .containsExactly(
            "soon 1", "done 1", "given 7", "given done 7", "at 1", "later 1", "task 2");
  }

  @Async
  private Coroutine<Void> registersCallbacks() {
    EventLoop loop = EventLoop.running();
    Context seven = new Context();
    seven.run(() -> variable.set(7));
    Future<Void> future = loop.createFuture();
    variable.set(1);
    loop.callSoon(() -> noteAndSet("soon"));
    loop.callLater(ofSeconds(1), () -> noteAndSet("later"));
    loop.callAt(1, () -> noteAndSet("at"));
    future.addDoneCallback(its -> noteAndSet("done"));
    future.setResult(null);
    loop.callSoon(() -> noteAndSet("given"), seven.copy());
    future.addDoneCallback(its -> noteAndSet("given done"), seven.copy());
    variable.set(2);
    await(sleep(ofSeconds(2)));
    note("task");
    return done();
  }

  private void noteAndSet(String who) {
    note(who);
    variable.set(99);
  }

  /** 281. */
  @Test
  void aHundredTasksKeepTheirOwnValues() {
    assertThat(VirtualTimeLoop.run(hundredTasks())).isEqualTo(100);
  }

  @Async
  private Coroutine<Integer> hundredTasks() {
    List<Coroutine<Boolean>> all = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      all.add(keeps(i));
    }
    int kept = 0;
    for (boolean each : await(gather(all))) {
      kept += each ? 1 : 0;
    }
    return done(kept);
  }

  @Async
  private Coroutine<Boolean> keeps(int value) {
    boolean kept = variable.get() == 0;
    for (int i = 0; i < 5; i++) {
      variable.set(value + i);
      await(i == value % 5 ? sleep(ofSeconds(value)) : yieldNow());
      kept &= variable.get() == value + i;
    }
    return done(kept);
  }

  /** 282. */
  @Test
  void aTaskWithAGivenContextRunsAllItsStepsInIt() {
    VirtualTimeLoop.run(createsWithContext());

    assertThat(seen)
        .containsExactly("context 0", "context 1", "context 2", "second task 2", "creator 0");
  }

  @Async
  private Coroutine<Void> createsWithContext() {
    Context given = new Context();
    seen.add("context " + given.get(variable));
    Task<Void> task = createTask(setsOneThenTwo(), "named", given);
    await(yieldNow());
    await(yieldNow());
    seen.add("context " + given.get(variable));
    await(task);
    seen.add("context " + given.get(variable));
    assertThat(task.context()).isSameAs(given);
    await(createTask(noteOnly("second task"), null, given));
    note("creator");
    return done();
  }

  @Async
  private Coroutine<Void> setsOneThenTwo() {
    variable.set(1);
    await(sleep(ofSeconds(1)));
    variable.set(variable.get() + 1);
    return done();
  }

  @Async
  private Coroutine<Void> noteOnly(String who) {
    note(who);
    return done();
  }

  /** 283. */
  @Test
  void whatMakesATaskCopiesAndWhatAwaitsShares() throws TimeoutException {
    VirtualTimeLoop.run(copiesAndShares());

    assertThat(seen)
        .containsExactly("gather 0", "shield 0", "group 0", "waitFor 3", "timeout 4", "body 5");
  }

  @Async
  private Coroutine<Void> copiesAndShares() throws TimeoutException {
    await(gather(sets(1)));
    note("gather");
    await(shield(sets(2)));
    note("shield");
    await(TaskGroup.run((TaskGroup group) -> await(setsInAChild(group))));
    note("group");
    await(waitFor(sets(3), ofSeconds(1)));
    note("waitFor");
    await(timeout(ofSeconds(1), () -> await(sets(4))));
    note("timeout");
    await(TaskGroup.run((TaskGroup group) -> await(sets(5))));
    note("body");
    return done();
  }

  @Async
  private Coroutine<Void> sets(int value) {
    variable.set(value);
    await(yieldNow());
    return done();
  }

  @Async
  private Coroutine<Void> setsInAChild(TaskGroup group) {
    group.createTask(sets(100));
    return done();
  }

  /** 284. */
  @Test
  void anExceptionHandlerRunsInTheContextOfWhatItReports() {
    VirtualTimeLoop.run(failsInContexts());

    assertThat(seen).containsExactly("handle 1", "main 3", "task 2");
  }

  @Async
  private Coroutine<Void> failsInContexts() {
    EventLoop loop = EventLoop.running();
    loop.setExceptionHandler((its, context) -> note(context.handle() != null ? "handle" : "task"));
    variable.set(1);
    loop.callSoon(
        () -> {
          throw new IllegalStateException("callback");
        });
    variable.set(2);
    createTask(failsAtTheShutdown());
    variable.set(3);
    await(yieldNow());
    await(yieldNow());
    seen.add("main " + variable.get());
    return done();
  }

  @Async
  private Coroutine<Void> failsAtTheShutdown() {
    try {
      await(sleep(ofSeconds(10)));
    } finally {
      throwUnchecked();
    }
    return done();
  }

  private static void throwUnchecked() {
    throw new IllegalStateException("clean-up");
  }
}
