package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.yieldNow;
import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionGroup;
import dev.weft.Runner;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Eager tasks in gathers and groups. Semantics 301, 302. */
class EagerNestingTest {
  private static final int WIDTH = 5;
  private static final int DEPTH = 4;

  private final Trace trace = new Trace();
  private final List<Integer> begun = new ArrayList<>();
  private int scheduled;

  /** 301. */
  @Test
  void nestedGathersScheduleNoTaskWhenTheyNeverSuspend() {
    assertThat(scheduledBy(TaskFactory.EAGER, () -> gatherDown(DEPTH))).isZero();
    assertThat(scheduledBy(null, () -> gatherDown(DEPTH))).isEqualTo(1 + 780);
  }

  /** It overflowed the Java stack. */
  @Test
  void aRecursionOfEagerTasksMayBeAsDeepAsItLikes() {
    try (Runner runner = Runner.builder().loopFactory(VirtualTimeLoop::new).build()) {
      runner.loop().setTaskFactory(TaskFactory.EAGER);
      assertThat(runner.run(createDown(20_000))).isEqualTo(20_000);
      assertThat(begun.subList(0, 250)).as("at once").isSortedAccordingTo(reverseOrder());
    }
  }

  @Async
  private Coroutine<Integer> createDown(int depth) {
    begun.add(depth);
    if (depth == 0) {
      return done(0);
    }
    Task<Integer> child = createTask(createDown(depth - 1));
    return done(1 + await(child));
  }

  @Async
  private Coroutine<Void> gatherDown(int depth) {
    if (depth > 0) {
      List<Coroutine<Void>> children = new ArrayList<>();
      for (int i = 0; i < WIDTH; i++) {
        children.add(gatherDown(depth - 1));
      }
      await(gather(children));
    }
    return done();
  }

  /** 301, 302: a group waits for its tasks' callbacks, so in asyncio 3.14 its parents suspend. */
  @Test
  void nestedGroupsScheduleOnlyTheTasksThatHaveGroups() {
    assertThat(scheduledBy(TaskFactory.EAGER, () -> groupDown(DEPTH))).isEqualTo(1 + 5 + 25 + 125);
    assertThat(scheduledBy(null, () -> groupDown(DEPTH))).isEqualTo(1 + 780);
  }

  @Async
  private Coroutine<Void> groupDown(int depth) {
    if (depth > 0) {
      await(TaskGroup.run((TaskGroup group) -> await(childrenOf(group, depth))));
    }
    return done();
  }

  @Async
  private Coroutine<Void> childrenOf(TaskGroup group, int depth) {
    for (int i = 0; i < WIDTH; i++) {
      group.createTask(groupDown(depth - 1));
    }
    return done();
  }

  /** How many tasks had to be scheduled, because they were not done when they were created. */
  private int scheduledBy(@Nullable TaskFactory factory, Supplier<Coroutine<Void>> main) {
    scheduled = 0;
    try (Runner runner = Runner.builder().loopFactory(VirtualTimeLoop::new).build()) {
      runner.run(startedBy(new Counting(factory), main));
    }
    return scheduled;
  }

  @Async
  private Coroutine<Void> startedBy(TaskFactory factory, Supplier<Coroutine<Void>> main) {
    EventLoop.running().setTaskFactory(factory);
    await(createTask(main.get()));
    EventLoop.running().setTaskFactory(null);
    return done();
  }

  private final class Counting implements TaskFactory {
    private final @Nullable TaskFactory factory;

    Counting(@Nullable TaskFactory factory) {
      this.factory = factory;
    }

    @Override
    public <T> Task<T> create(
        EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context) {
      Task<T> task =
          factory == null
              ? loop.scheduleTask(coroutine, name, context)
              : factory.create(loop, coroutine, name, context);
      scheduled += task.isDone() ? 0 : 1;
      return task;
    }
  }

  /** 302: the parent is not cancelled inside createTask, which 3.12 and 3.13 did. */
  @Test
  void anEagerTaskOfAGroupThatFailsAtOnceCancelsTheBodyOnlyLater() {
    VirtualTimeLoop.run(eagerFailureInAGroup());

    assertThat(trace.words())
        .containsExactly("created, cancelling 0", "group [at once], cancelling 0");
  }

  @Async
  private Coroutine<Void> eagerFailureInAGroup() {
    EventLoop.running().setTaskFactory(TaskFactory.EAGER);
    try {
      await(TaskGroup.run((TaskGroup group) -> await(createsAFailure(group))));
    } catch (ExceptionGroup e) {
      String messages = e.exceptions().stream().map(Throwable::getMessage).toList().toString();
      trace.log("group " + messages + ", cancelling " + currentTask().cancelling());
    }
    return done();
  }

  @Async
  private Coroutine<Void> createsAFailure(TaskGroup group) {
    group.createTask(failsAtOnce());
    trace.log("created, cancelling " + currentTask().cancelling());
    await(yieldNow());
    await(yieldNow());
    trace.log("never here");
    return done();
  }

  @Async
  private Coroutine<Void> failsAtOnce() {
    throw new IllegalStateException("at once");
  }
}
