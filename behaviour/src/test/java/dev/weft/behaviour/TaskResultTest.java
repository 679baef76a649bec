package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.ExceptionContext;
import dev.weft.Future;
import dev.weft.KeyboardInterrupt;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How tasks end: semantics 76 to 80. */
class TaskResultTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final List<ExceptionContext> reports = Loops.collectReports(loop);
  private final Trace trace = new Trace();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** An error of one's own, neither an exception nor fatal: Python's custom BaseException. */
  private static final class CustomError extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** 76. */
  @Test
  void theValueOfTheCoroutineIsTheResultOfTheTask() {
    Task<String> task = loop.createTask(word());

    assertThat(loop.runUntilComplete(task)).isEqualTo("word");
    assertThat(task.result()).isEqualTo("word");
    assertThat(task.exception()).isNull();
  }

  @Async
  private static Coroutine<String> word() {
    await(yieldNow());
    return done("word");
  }

  /** 76. */
  @Test
  void aFutureThatIsTheValueIsNotAwaited() {
    Future<String> pending = loop.createFuture();

    assertThat(loop.runUntilComplete(givesFuture(pending))).isSameAs(pending);
    assertThat(pending.isDone()).isFalse();
  }

  @Async
  private static Coroutine<Future<String>> givesFuture(Future<String> future) {
    return done(future);
  }

  /** 77. */
  @Test
  void whatTheCoroutineThrowsIsThrownToEveryAwaiterTheVeryObject() {
    for (Throwable error : List.of(new Exception("mine"), new CustomError())) {
      Task<Void> task = loop.createTask(failing(error));
      Task<Throwable> first = loop.createTask(caught(task));
      Task<Throwable> second = loop.createTask(caught(task));

      assertThat(loop.runUntilComplete(first)).isSameAs(error);
      assertThat(loop.runUntilComplete(second)).isSameAs(error);
      assertThatThrownBy(task::result).isSameAs(error);
      assertThat(task.exception()).isSameAs(error);
      assertThat(task.isCancelled()).isFalse();
    }
    assertThat(reports).isEmpty();
  }

  @Async
  private static Coroutine<Void> failing(Throwable error) {
    await(yieldNow());
    TaskResultTest.<RuntimeException>sneakyThrow(error);
    return done();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> void sneakyThrow(Throwable error) throws E {
    throw (E) error;
  }

  @Async
  private static Coroutine<Throwable> caught(Task<Void> task) {
    try {
      await(task);
    } catch (Throwable thrown) {
      return done(thrown);
    }
    return done(new AssertionError("nothing was thrown"));
  }

  /** 78. */
  @Test
  void aKeyboardInterruptIsStoredAndLeavesTheLoop() {
    KeyboardInterrupt interrupt = new KeyboardInterrupt();
    Task<Void> task = loop.createTask(failing(interrupt));

    assertThatThrownBy(loop::runForever).isSameAs(interrupt);

    assertThat(task.isDone()).isTrue();
    assertThat(task.exception()).isSameAs(interrupt);
    assertThat(reports).isEmpty();
  }

  /** 78. */
  @Test
  void aKeyboardInterruptOfTheMainTaskComesOutOfTheRun() {
    KeyboardInterrupt interrupt = new KeyboardInterrupt();

    assertThatThrownBy(() -> loop.runUntilComplete(failing(interrupt))).isSameAs(interrupt);
    loop.close();

    assertThat(reports).isEmpty();
  }

  /** 79. */
  @Test
  void theResultOfATaskCannotBeSet() {
    Task<String> task = loop.createTask(word());

    assertThatThrownBy(() -> task.setResult("other"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("Task does not support setResult");
    assertThatThrownBy(() -> task.setException(new Exception("other")))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("Task does not support setException");
    assertThat(loop.runUntilComplete(task)).isEqualTo("word");
  }

  /** 80. */
  @Test
  void aTaskCannotAwaitItself() {
    loop.runUntilComplete(awaitsItself());

    assertThat(trace.events()).hasSize(2);
    assertThat(trace.events().get(0)).isEqualTo("[0] before");
    assertThat(trace.events().get(1))
        .startsWith("[1] Task cannot await on itself: <Task pending name='");
  }

  @Async
  private Coroutine<Void> awaitsItself() {
    trace.log("before");
    try {
      await(Objects.requireNonNull(currentTask()));
    } catch (IllegalStateException e) {
      trace.log(e.getMessage());
    }
    return done();
  }

  /** 80: it is an error like any other. */
  @Test
  void aTaskThatAwaitedItselfCanGoOn() {
    assertThat(loop.runUntilComplete(goesOn())).isEqualTo("word");
  }

  @Async
  private Coroutine<String> goesOn() {
    await(awaitsItself());
    return done(await(createTask(word())));
  }
}
