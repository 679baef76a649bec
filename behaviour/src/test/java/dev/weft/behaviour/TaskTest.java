package dev.weft.behaviour;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks as objects: semantics 81 to 86. */
class TaskTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Async
  private static Coroutine<Void> yields() {
    await(yieldNow());
    return done();
  }

  /** 81: the compiler refuses what is no coroutine; what it cannot know is refused here. */
  @Test
  void createTaskNeedsAFreshCoroutine() {
    Coroutine<Void> coroutine = yields();
    loop.createTask(coroutine);

    assertThatThrownBy(() -> loop.createTask(coroutine))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cannot reuse already awaited coroutine ");
    assertThatThrownBy(() -> loop.createTask((Coroutine<Void>) null))
        .isInstanceOf(NullPointerException.class);
    assertThat(loop.allTasks()).hasSize(1);
  }

  /** 82. */
  @Test
  void createTaskNeedsARunningLoop() {
    Coroutine<Void> coroutine = yields();

    assertThatThrownBy(() -> createTask(coroutine))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no running event loop");
    assertThat(coroutine).asString().endsWith(" closed>");
  }

  /** 83. */
  @Test
  void tasksAreNumberedInOneCountForAllLoops() {
    int first = number(loop.createTask(yields()));
    try (EventLoop other = new VirtualTimeLoop()) {
      assertThat(number(other.createTask(yields()))).isGreaterThan(first);
    }
    assertThat(number(loop.createTask(yields()))).isGreaterThan(first + 1);
  }

  private static int number(Task<?> task) {
    assertThat(task.name()).matches("Task-\\d+");
    return Integer.parseInt(task.name().substring("Task-".length()));
  }

  /** 83. */
  @Test
  void aTaskCanBeNamedAndRenamed() {
    Task<Void> task = loop.createTask(yields(), "name");
    assertThat(task.name()).isEqualTo("name");

    task.setName("other");

    assertThat(task.name()).isEqualTo("other");
  }

  /** 84. */
  @Test
  void theCurrentTaskIsTheOneWhoseStepRuns() {
    List<Boolean> right = new ArrayList<>();
    Task<Void> a = loop.createTask(looksAtItself(right), "a");
    Task<Void> b = loop.createTask(looksAtItself(right), "b");
    loop.callSoon(() -> right.add(currentTask() == null));

    loop.runUntilComplete(a);
    loop.runUntilComplete(b);

    assertThat(right).hasSize(7).doesNotContain(false);
    assertThat(loop.currentTask()).isNull();
  }

  @Async
  private static Coroutine<Void> looksAtItself(List<Boolean> right) {
    Task<?> self = Objects.requireNonNull(currentTask());
    for (int i = 0; i < 2; i++) {
      await(yieldNow());
      right.add(currentTask() == self);
    }
    await(yields());
    right.add(currentTask() == self);
    return done();
  }

  /** 84. */
  @Test
  void currentTaskNeedsARunningLoop() {
    assertThatThrownBy(Asyncio::currentTask)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no running event loop");
  }

  /** 85. */
  @Test
  void allTasksAreThoseThatAreNotDone() {
    loop.runUntilComplete(countsTasks());

    assertThat(loop.allTasks()).isEmpty();
  }

  @Async
  private static Coroutine<Void> countsTasks() {
    Task<?> self = currentTask();
    assertThat(allTasks()).isEqualTo(setOf(self));
    Task<Void> child = createTask(yields());
    assertThat(allTasks()).isEqualTo(setOf(self, child));
    await(yieldNow());
    assertThat(allTasks()).isEqualTo(setOf(self, child));
    await(child);
    assertThat(allTasks()).isEqualTo(setOf(self));
    return done();
  }

  private static Set<@Nullable Task<?>> setOf(@Nullable Task<?>... tasks) {
    return new LinkedHashSet<>(Arrays.asList(tasks));
  }

  /** 86. */
  @Test
  void aTaskTellsWhatItIsMadeOf() {
    Coroutine<Void> coroutine = yields();
    Context context = new Context();

    Task<Void> task = loop.createTask(coroutine, "name", context);

    assertThat(task.coroutine()).isSameAs(coroutine);
    assertThat(task.name()).isEqualTo("name");
    assertThat(task.loop()).isSameAs(loop);
    assertThat(task.context()).isSameAs(context);
  }
}
