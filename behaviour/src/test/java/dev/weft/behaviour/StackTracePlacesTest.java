package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;
import static dev.weft.Asyncio.timeout;
import static dev.weft.Asyncio.with;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncContext;
import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;
import dev.weft.ExceptionGroup;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stack trace names each caller once and nothing of the runtime between them. */
class StackTracePlacesTest {
  private final List<String> seen = new ArrayList<>();

  private void see(Throwable failure) {
    seen.add(
        String.join(
            " ",
            Stream.of(failure.getStackTrace())
                .map(StackTraceElement::getMethodName)
                .takeWhile(name -> !name.startsWith("an") && !name.startsWith("the"))
                .toList()));
  }

  /** It named them twice: they had been on the Java stack when the exception was made. */
  @Test
  void anExceptionMadeBeforeAnAwaitNamesItsCallersOnce() {
    VirtualTimeLoop.run(looksAtOnesMadeEarlier());

    assertThat(seen)
        .hasSize(2) // The second time something has been resumed before.
        .containsOnly("makesAndWaits awaitsWhoWaits looksAtOnesMadeEarlier");
  }

  @Async
  private Coroutine<Void> looksAtOnesMadeEarlier() {
    for (int i = 0; i < 2; i++) {
      try {
        await(awaitsWhoWaits());
      } catch (IllegalStateException e) {
        see(e);
      }
    }
    return done();
  }

  @Async
  private Coroutine<Integer> awaitsWhoWaits() {
    return done(await(makesAndWaits()) + 1);
  }

  @Async
  private Coroutine<Integer> makesAndWaits() {
    IllegalStateException made = new IllegalStateException("expected");
    await(yieldNow());
    throw made;
  }

  /** The one who threw it was missing. */
  @Test
  void anExceptionThatAnAwaitGaveNamesWhoAwaitedIt() {
    VirtualTimeLoop.run(looksAtOneThatWasGiven());

    assertThat(seen).containsExactly("makes throwsWhatItIsGiven looksAtOneThatWasGiven");
  }

  @Async
  private Coroutine<Void> looksAtOneThatWasGiven() {
    try {
      await(throwsWhatItIsGiven());
    } catch (IllegalStateException e) {
      see(e);
    }
    return done();
  }

  @Async
  private Coroutine<Void> throwsWhatItIsGiven() {
    throw await(makes());
  }

  @Async
  private Coroutine<IllegalStateException> makes() {
    await(yieldNow());
    return done(new IllegalStateException("expected"));
  }

  /** A body without a try block is not even resumed for it. */
  @Test
  void whoAwaitsAFutureThatFailsIsNamed() {
    VirtualTimeLoop.run(looksAtAFuturesFailure());

    assertThat(seen).containsExactly("fails awaitsAFuture looksAtAFuturesFailure");
  }

  @Async
  private Coroutine<Void> looksAtAFuturesFailure() {
    Future<Integer> future = new Future<>();
    Task<Void> failing = createTask(fails(future));
    try {
      await(awaitsAFuture(future));
    } catch (IllegalStateException e) {
      see(e);
    }
    await(failing);
    return done();
  }

  @Async
  private Coroutine<Integer> awaitsAFuture(Future<Integer> future) {
    return done(await(future) + 1);
  }

  @Async
  private Coroutine<Void> fails(Future<Integer> future) {
    future.setException(new IllegalStateException("expected"));
    return done();
  }

  /** They were, if nothing had waited. */
  @Test
  void theRuntimesBlocksAreInNoTrace() throws Exception {
    VirtualTimeLoop.run(failsInBlocks(false));
    VirtualTimeLoop.run(failsInBlocks(true));

    assertThat(seen).hasSize(8);
    assertThat(seen.subList(0, 4)).isEqualTo(seen.subList(4, 8));
    assertThat(seen).allMatch(trace -> trace.matches("fails (lambda\\S+|generates) failsInBlocks"));
  }

  @Async
  private Coroutine<Void> failsInBlocks(boolean later) throws Exception {
    try {
      await(
          TaskGroup.run(
              group -> {
                await(fails(later));
              }));
    } catch (ExceptionGroup group) {
      see(group.exceptions().get(0));
    }
    try {
      await(timeout(Duration.ofSeconds(1), () -> await(fails(later))));
    } catch (IllegalStateException e) {
      see(e);
    }
    try {
      await(
          with(
              new Passing(),
              nothing -> {
                await(fails(later));
              }));
    } catch (IllegalStateException e) {
      see(e);
    }
    try {
      await(generates(later).map(n -> n + 1).take(3).toList());
    } catch (IllegalStateException e) {
      see(e);
    }
    return done();
  }

  @Async
  private AsyncGenerator<Integer> generates(boolean later) {
    emit(await(fails(later)));
    return end();
  }

  @Async
  private Coroutine<Integer> fails(boolean later) {
    if (later) {
      await(yieldNow());
    }
    throw new IllegalStateException("expected");
  }

  private static final class Passing implements AsyncContext<Void> {
    @Override
    public Coroutine<Void> enter() {
      return done();
    }

    @Override
    public Coroutine<Boolean> exit(@Nullable Throwable error) {
      return done(false);
    }
  }
}
