package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a task stands. Semantics 294. */
class TaskStackTest {
  private final List<List<String>> stacks = new ArrayList<>();
  private @Nullable Future<Void> gate;

  /** 294: all awaiting frames; asyncio shows a suspended coroutine's outermost only. */
  @Test
  void aSuspendedTaskShowsTheFramesThatAwait() {
    VirtualTimeLoop.run(looksAtASuspendedTask());

    assertThat(stacks).containsExactly(List.of("inner", "outer"));
  }

  @Async
  private Coroutine<Void> looksAtASuspendedTask() {
    gate = new Future<>();
    Task<Void> task = createTask(outer());
    await(yieldNow());
    stacks.add(methods(task));
    gate.setResult(null);
    await(task);
    return done();
  }

  @Async
  private Coroutine<Void> outer() {
    await(inner());
    return done();
  }

  @Async
  private Coroutine<Void> inner() {
    await(gate);
    return done();
  }

  private static List<String> methods(Task<?> task) {
    return task.stack().stream().map(StackTraceElement::getMethodName).toList();
  }

  /** 294. */
  @Test
  void aFailedTaskShowsWhereItFailed() {
    VirtualTimeLoop.run(looksAtAFailedTask());

    assertThat(stacks.get(0)).startsWith("fails", "awaitsAFailure");
  }

  @Async
  private Coroutine<Void> looksAtAFailedTask() {
    Task<Void> task = createTask(awaitsAFailure());
    await(yieldNow());
    await(yieldNow());
    assertThat(task.exception()).isInstanceOf(IllegalStateException.class);
    stacks.add(methods(task));
    return done();
  }

  @Async
  private Coroutine<Void> awaitsAFailure() {
    await(fails());
    return done();
  }

  @Async
  private Coroutine<Void> fails() {
    await(yieldNow());
    throw new IllegalStateException();
  }

  /** 294. */
  @Test
  void aTaskThatIsDoneCancelledOrRunningShowsNothing() {
    VirtualTimeLoop.run(looksAtTheOthers());

    assertThat(stacks).containsExactly(List.of(), List.of(), List.of());
  }

  @Async
  private Coroutine<Void> looksAtTheOthers() {
    gate = new Future<>();
    Task<Void> cancelled = createTask(outer());
    Task<Void> finished = createTask(returnsAtOnce());
    await(yieldNow());
    cancelled.cancel();
    await(yieldNow());
    await(yieldNow());
    assertThat(cancelled.isCancelled()).isTrue();
    stacks.add(methods(cancelled));
    stacks.add(methods(finished));
    stacks.add(methods(currentTask()));
    return done();
  }

  @Async
  private Coroutine<Void> returnsAtOnce() {
    return done();
  }

  /** 294. */
  @Test
  void printStackWritesItToTheErrorStream() {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      VirtualTimeLoop.run(prints());
    } finally {
      System.setErr(before);
    }

    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("Stack for <Task pending name='printed'"),
            line -> assertThat(line).contains("TaskStackTest.inner(TaskStackTest.java:"),
            line -> assertThat(line).contains("TaskStackTest.outer(TaskStackTest.java:"),
            line -> assertThat(line).startsWith("No stack for <Task finished"));
  }

  @Async
  private Coroutine<Void> prints() {
    gate = new Future<>();
    Task<Void> task = createTask(outer(), "printed");
    await(yieldNow());
    task.printStack();
    gate.setResult(null);
    await(task);
    task.printStack();
    return done();
  }
}
