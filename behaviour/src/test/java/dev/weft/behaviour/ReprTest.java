package dev.weft.behaviour;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What futures and tasks look like in messages: semantics 65 and 87. */
class ReprTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final Future<Object> future = loop.createFuture();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  private record Named(String name) implements Consumer<Future<Object>> {
    @Override
    public void accept(Future<Object> done) {}

    @Override
    public String toString() {
      return name;
    }
  }

  /** 65. */
  @Test
  void aFutureTellsItsCallbacksUntilItIsDone() {
    assertThat(future).hasToString("<Future pending>");
    future.addDoneCallback(new Named("f"));
    assertThat(future).hasToString("<Future pending cb=[f]>");
    future.addDoneCallback(new Named("g"));
    assertThat(future).hasToString("<Future pending cb=[f, g]>");
    for (int i = 0; i < 8; i++) {
      future.addDoneCallback(new Named("h"));
    }
    assertThat(future).hasToString("<Future pending cb=[f, <8 more>, h]>");
    future.setResult(4);
    assertThat(future).hasToString("<Future finished result=4>");
  }

  /** 65. */
  @Test
  void aFutureTellsHowItEnded() {
    future.cancel();
    Future<String> failed = loop.createFuture();
    failed.setException(new IllegalStateException("mine"));
    Future<String> finished = loop.createFuture();
    finished.setResult("word");

    assertThat(future).hasToString("<Future cancelled>");
    assertThat(failed)
        .hasToString("<Future finished exception=java.lang.IllegalStateException: mine>");
    assertThat(failed.exception()).isNotNull();
    assertThat(finished).hasToString("<Future finished result='word'>");
  }

  /** 65. */
  @Test
  void debugModeTellsWhereAFutureWasMade() {
    loop.setDebug(true);

    assertThat(loop.createFuture())
        .asString()
        .matches("<Future pending created at ReprTest.java:\\d+>");
  }

  /** 65, 87: asyncio's test_recursive_repr_for_pending_tasks. */
  @Test
  void aResultThatContainsItsFutureHasAText() {
    future.setResult(Set.of(future));
    Task<Set<Task<?>>> task = loop.createTask(tasks(), "x");
    loop.runUntilComplete(task);

    assertThat(future).hasToString("<Future finished result=[...]>");
    assertThat(task).asString().endsWith(" result=[...]>");
  }

  @Async
  private static Coroutine<Set<Task<?>>> tasks() {
    return done(allTasks());
  }

  /** 87. */
  @Test
  void aTaskTellsItsNameAndWhereItsMethodStands() {
    Task<Object> task = loop.createTask(outer(), "x");
    String definedAt = running(task).replaceFirst(".*ReprTest.java:(\\d+)>>", "$1");
    assertThat(definedAt).matches("\\d+");
    Loops.turn(loop);

    String suspended = running(task);
    assertThat(suspended)
        .matches(
            "<Task pending name='x' coro=<ReprTest.outer running at ReprTest.java:\\d+>"
                + " wait_for=<Future pending>>");
    assertThat(suspended).doesNotContain("ReprTest.java:" + definedAt);
    task.addDoneCallback(new Named("f"));
    assertThat(task).asString().endsWith(" wait_for=<Future pending> cb=[f]>");
    task.cancel();
    assertThat(task)
        .asString()
        .startsWith("<Task cancelling name='x' coro=<ReprTest.outer running at");
    Loops.turn(loop);
    assertThat(task)
        .hasToString(
            "<Task cancelled name='x' coro=<ReprTest.outer done, defined at ReprTest.java:"
                + definedAt
                + ">>");
  }

  private static String running(Task<?> task) {
    String text = task.toString();
    assertThat(text).startsWith("<Task pending name='x' coro=<ReprTest.outer running at ");
    return text;
  }

  @Async
  private Coroutine<Object> outer() {
    Coroutine<Object> inner = inner();
    return done(await(inner));
  }

  @Async
  private Coroutine<Object> inner() {
    return done(await(future));
  }

  /** 87. */
  @Test
  void aTaskThatAwaitsATaskTellsWhich() {
    loop.runUntilComplete(waitForTask());
  }

  @Async
  private static Coroutine<Void> waitForTask() {
    Task<String> inner = createTask(word(), "inner");
    Task<String> waiting = createTask(waiting(inner), "outer");
    Task<String> cancelled = createTask(word(), "cancelled");
    cancelled.cancel();
    assertThat(cancelled).asString().startsWith("<Task cancelling name='cancelled'");
    await(yieldNow());
    assertThat(waiting)
        .asString()
        .matches("<Task pending name='outer' coro=.* wait_for=<Task pending name='inner'>>");
    assertThat(inner).asString().endsWith(" cb=[wakeup of 'outer']>");
    await(waiting);
    assertThat(inner)
        .asString()
        .matches(
            "<Task finished name='inner' coro=<ReprTest.word done, defined at ReprTest.java:\\d+>"
                + " result='abc'>");
    return done();
  }

  @Async
  private static Coroutine<String> word() {
    await(yieldNow());
    return done("abc");
  }

  @Async
  private static Coroutine<String> waiting(Task<String> task) {
    return done(await(task));
  }
}
