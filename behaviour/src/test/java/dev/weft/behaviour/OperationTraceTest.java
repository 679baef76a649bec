package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import dev.weft.testing.VirtualTimeLoop;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the stack trace of a failure shows that an operation of the runtime ends with, late. */
class OperationTraceTest {
  private final AsyncQueue<String> queue = new AsyncQueue<>();

  @Test
  void anOperationThatFailsAfterItHasWaitedNamesWhoAwaitsIt() {
    List<String> trace = VirtualTimeLoop.run(shutsDown(outer()));

    assertThat(trace).startsWith("requireNotShutDown").endsWith("takes", "outer");
    assertThat(trace).doesNotContain("step", "run", "runOnce", "climb", "resume");
  }

  @Test
  void anOperationThatIsATaskOfItsOwnNamesNobody() {
    List<String> trace = VirtualTimeLoop.run(shutsDown(queue.get()));

    assertThat(trace).startsWith("requireNotShutDown").doesNotContain("step", "run");
  }

  @Test
  void whoIsCancelledInAnOperationSeesWhereItWaited() {
    assertThat(VirtualTimeLoop.run(cancels())).containsExactly("takes", "outer");
  }

  @Async
  private Coroutine<List<String>> shutsDown(Coroutine<String> waiting) {
    Task<String> task = createTask(waiting);
    await(yieldNow());
    queue.shutdown();
    try {
      await(task);
      throw new AssertionError();
    } catch (QueueShutDownException e) {
      return done(methods(e));
    }
  }

  @Async
  private Coroutine<List<String>> cancels() {
    Task<String> task = createTask(outer());
    await(yieldNow());
    task.cancel();
    try {
      await(task);
      throw new AssertionError();
    } catch (CancelledError e) {
      return done(methods(e));
    }
  }

  @Async
  private Coroutine<String> outer() {
    return done("it is " + await(takes()));
  }

  @Async
  private Coroutine<String> takes() {
    return done(Objects.requireNonNull(await(queue.get())));
  }

  private static List<String> methods(Throwable failure) {
    return Stream.of(failure.getStackTrace()).map(StackTraceElement::getMethodName).toList();
  }
}
