package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.ExceptionGroup;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A group whose tasks all go well, and what a group refuses. Semantics 188, 189, 202, 204, 205. */
class TaskGroupTest {
  private final Trace trace = new Trace();
  private final ContextVar<Integer> variable = new ContextVar<>("variable", 0);
  private @Nullable TaskGroup left;

  /** 188. */
  @Test
  void leavingWaitsForAllTasksAlsoForThoseCreatedMeanwhile() {
    String result = VirtualTimeLoop.run(TaskGroup.run((TaskGroup group) -> await(growing(group))));

    assertThat(result).isEqualTo("result of the body");
    assertThat(trace.events())
        .containsExactly("[0] body ends", "[3]t=1 parent ends", "[6]t=3 grandchild ends");
  }

  @Async
  private Coroutine<String> growing(TaskGroup group) {
    group.createTask(parent(group));
    trace.log("body ends");
    return done("result of the body");
  }

  @Async
  private Coroutine<Void> parent(TaskGroup group) {
    await(sleep(ofSeconds(1)));
    trace.log("parent ends");
    group.createTask(sleeps(2, "grandchild ends"));
    return done();
  }

  @Async
  private Coroutine<Void> sleeps(int seconds, String then) {
    await(sleep(ofSeconds(seconds)));
    trace.log(then);
    return done();
  }

  /** 189. */
  @Test
  void theBlockIsLeftTwoTurnsAfterTheLastTaskAndAtOnceWithoutTasks() {
    VirtualTimeLoop.run(leavesTwice());

    assertThat(trace.events())
        .containsExactly("[0] empty body", "[0] left", "[2] child ends", "[4] left");
  }

  @Async
  private Coroutine<Void> leavesTwice() {
    await(
        TaskGroup.run(
            group -> {
              trace.log("empty body");
            }));
    trace.log("left");
    await(TaskGroup.run((TaskGroup group) -> await(oneChild(group))));
    trace.log("left");
    return done();
  }

  @Async
  private Coroutine<Void> oneChild(TaskGroup group) {
    group.createTask(yieldsOnce());
    return done();
  }

  @Async
  private Coroutine<Void> yieldsOnce() {
    await(yieldNow());
    trace.log("child ends");
    return done();
  }

  /** 202. */
  @Test
  void aGroupThatHasEndedTakesNoMoreTasksAndClosesTheCoroutine() {
    VirtualTimeLoop.run(TaskGroup.run((TaskGroup group) -> await(remember(group))));

    assertRefused("is finished");
  }

  /** 202: also when it ended with failures. */
  @Test
  void aGroupThatHasFailedTakesNoMoreTasks() {
    assertThatThrownBy(
            () ->
                VirtualTimeLoop.run(
                    TaskGroup.run((TaskGroup group) -> await(rememberAndFail(group)))))
        .isInstanceOf(ExceptionGroup.class);

    assertRefused("is finished");
  }

  @Async
  private Coroutine<Void> remember(TaskGroup group) {
    left = group;
    return done();
  }

  @Async
  private Coroutine<Void> rememberAndFail(TaskGroup group) {
    left = group;
    throw new IllegalArgumentException();
  }

  private void assertRefused(String why) {
    Coroutine<Void> late = yieldsOnce();
    assertThatThrownBy(() -> left.createTask(late))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("TaskGroup <TaskGroup")
        .hasMessageEndingWith(why);
    assertThat(late).asString().endsWith(" closed>");
  }

  /** 202. */
  @Test
  void aGroupThatIsBeingCancelledTakesNoMoreTasks() {
    assertThatThrownBy(
            () -> VirtualTimeLoop.run(TaskGroup.run((TaskGroup group) -> await(lateChild(group)))))
        .isInstanceOf(ExceptionGroup.class);

    assertThat(trace.words()).containsExactly("refused");
  }

  @Async
  private Coroutine<Void> lateChild(TaskGroup group) {
    left = group;
    group.createTask(createsWhenCancelled());
    await(yieldNow());
    throw new IllegalArgumentException();
  }

  @Async
  private Coroutine<Void> createsWhenCancelled() {
    try {
      await(sleep(ofSeconds(10)));
    } finally {
      assertRefused("is shutting down");
      trace.log("refused");
    }
    return done();
  }

  /** 204. */
  @Test
  void aTaskOfAGroupCanHaveANameAndAContext() {
    VirtualTimeLoop.run(TaskGroup.run((TaskGroup group) -> await(namedChildren(group))));

    assertThat(trace.words())
        .containsExactly("ann in 1", "bob in 2", "creator in 0", "bob's context in 2");
  }

  @Async
  private Coroutine<Void> namedChildren(TaskGroup group) {
    Context given = new Context();
    Task<Void> ann = group.createTask(sets(1), "ann");
    Task<Void> bob = group.createTask(sets(2), "bob", given);
    await(ann);
    await(bob);
    trace.log("creator in " + variable.get());
    trace.log("bob's context in " + given.get(variable));
    return done();
  }

  @Async
  private Coroutine<Void> sets(int value) {
    variable.set(value);
    trace.log(currentTask().name() + " in " + variable.get());
    return done();
  }

  /** 205. */
  @Test
  void itsTextCountsTasksAndErrors() {
    assertThatThrownBy(
            () ->
                VirtualTimeLoop.run(TaskGroup.run((TaskGroup group) -> await(showsItself(group)))))
        .isInstanceOf(ExceptionGroup.class);

    assertThat(trace.words())
        .containsExactly(
            "<TaskGroup entered>",
            "<TaskGroup tasks=3 entered>",
            "<TaskGroup tasks=2 errors=1 cancelling>");
  }

  @Async
  private Coroutine<Void> showsItself(TaskGroup group) {
    trace.log(group);
    group.createTask(sleeps(10, "never"));
    group.createTask(sleeps(10, "never"));
    group.createTask(fails());
    trace.log(group);
    try {
      await(sleep(ofSeconds(10)));
    } finally {
      trace.log(group);
    }
    return done();
  }

  @Async
  private Coroutine<Void> fails() {
    throw new IllegalArgumentException();
  }
}
