package dev.weft.behaviour;

import static dev.weft.Asyncio.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop as an object: semantics 29, 30, 32 and 33. */
class EventLoopTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** 29. */
  @Test
  void timeIsMonotonicAndNotTheWallClock() {
    assertThat(loop.time()).isZero();
    try (EventLoop real = EventLoop.create()) {
      long before = System.nanoTime();
      long first = real.time();
      long second = real.time();
      long after = System.nanoTime();

      assertThat(first - before).isNotNegative();
      assertThat(second - first).isNotNegative();
      assertThat(after - second).isNotNegative();
    }
  }

  /** 30. */
  @Test
  void theTaskFactoryMakesTheTasks() {
    RecordingFactory factory = new RecordingFactory();
    loop.setTaskFactory(factory);
    assertThat(loop.taskFactory()).isSameAs(factory);
    Coroutine<String> coroutine = word();
    Context context = new Context();

    Task<String> task = loop.createTask(coroutine, "name", context);

    assertThat(factory.made).containsExactly(task);
    assertThat(factory.arguments).containsExactly(loop, coroutine, "name", context);
    assertThat(loop.runUntilComplete(task)).isEqualTo("word");
  }

  /** 30. */
  @Test
  void nullRestoresTheDefaultTaskFactory() {
    RecordingFactory factory = new RecordingFactory();
    loop.setTaskFactory(factory);
    loop.setTaskFactory(null);

    assertThat(loop.taskFactory()).isNull();
    assertThat(loop.runUntilComplete(word())).isEqualTo("word");
    assertThat(factory.made).isEmpty();
  }

  @Async
  private static Coroutine<String> word() {
    return done("word");
  }

  /** 32. */
  @Test
  void aFutureBelongsToTheLoopThatMadeIt() {
    Future<String> future = loop.createFuture();

    assertThat(future.loop()).isSameAs(loop);
  }

  /** 33. */
  @Test
  void theTextTellsItsState() {
    assertThat(loop).hasToString("<VirtualTimeLoop running=false closed=false debug=false>");
    loop.setDebug(true);
    List<String> inside = new ArrayList<>();
    loop.callSoon(() -> inside.add(loop.toString()));
    Loops.turn(loop);
    assertThat(inside).containsExactly("<VirtualTimeLoop running=true closed=false debug=true>");
    loop.close();
    assertThat(loop).hasToString("<VirtualTimeLoop running=false closed=true debug=true>");
  }

  private static final class RecordingFactory implements TaskFactory {
    final List<Task<?>> made = new ArrayList<>();
    final List<@Nullable Object> arguments = new ArrayList<>();

    @Override
    public <T> Task<T> create(
        EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context) {
      arguments.add(loop);
      arguments.add(coroutine);
      arguments.add(name);
      arguments.add(context);
      Task<T> task = loop.scheduleTask(coroutine, name, context);
      made.add(task);
      return task;
    }
  }
}
