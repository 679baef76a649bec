package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterator;
import dev.weft.CancelledError;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generators that several use, that nobody uses any more, and that a loop ends with. */
@SuppressWarnings({"Finally", "finally"}) // A generator that fails while it is closed.
class GeneratorShutdownTest {
  private static final ContextVar<String> VARIABLE = new ContextVar<>("variable", "none");

  private final List<Object> seen = new ArrayList<>();
  private final List<ExceptionContext> reports = new ArrayList<>();

  @Async
  private AsyncGenerator<Integer> numbers(boolean fails) {
    try {
      emit(1);
      emit(2);
    } finally {
      await(sleep(ofSeconds(1)));
      seen.add("closed");
      if (fails) {
        throw new ArithmeticException("in finally");
      }
    }
    return end();
  }

  @Async
  private Coroutine<Integer> first(AsyncGenerator<Integer> generator) {
    EventLoop.running().setExceptionHandler((loop, context) -> reports.add(context));
    await(generator.advance());
    return done(generator.next());
  }

  /** asyncio: test_async_gen_asyncio_shutdown_02. */
  @Test
  void theEndOfTheLoopClosesWhatHasBegun() {
    AsyncGenerator<Integer> begun = numbers(false);

    assertThat(VirtualTimeLoop.run(first(begun))).isEqualTo(1);
    assertThat(seen).containsExactly("closed");
    assertThat(begun).hasToString("<AsyncGenerator GeneratorShutdownTest.numbers finished>");
    assertThat(reports).isEmpty();
  }

  /** asyncio: test_async_gen_asyncio_shutdown_exception_01. */
  @Test
  void whatThatFailsWithIsReported() {
    AsyncGenerator<Integer> begun = numbers(true);

    VirtualTimeLoop.run(first(begun));
    assertThat(reports)
        .singleElement()
        .satisfies(
            report -> {
              assertThat(report.message())
                  .startsWith(
                      "an error occurred during closing of asynchronous generator <AsyncGenerator");
              assertThat(report.exception()).isInstanceOf(ArithmeticException.class);
            });
  }

  /** asyncio: test_async_gen_asyncio_gc_aclose_09. */
  @Test
  void oneThatNobodyHoldsIsClosedByTheLoop() {
    VirtualTimeLoop.run(dropsIt());

    assertThat(seen).containsExactly("closed", "end");
  }

  @Async
  private Coroutine<Void> dropsIt() {
    await(first(numbers(false)));
    for (int i = 0; i < 1000 && seen.isEmpty(); i++) {
      System.gc();
      await(sleep(ofSeconds(1)));
    }
    seen.add("end");
    return done();
  }

  @Test
  void onlyOneAtATime() {
    VirtualTimeLoop.run(twoAtOnce());

    assertThat(seen)
        .containsExactly(
            "advance(): asynchronous generator is already running",
            "closeAsync(): asynchronous generator is already running",
            true,
            "slow closed");
  }

  @Async
  private AsyncGenerator<Integer> slow() {
    try {
      await(sleep(ofSeconds(1)));
      emit(1);
    } finally {
      seen.add("slow closed");
    }
    return end();
  }

  @Async
  private Coroutine<Void> twoAtOnce() {
    AsyncGenerator<Integer> slow = slow();
    Task<Boolean> task = createTask(slow.advance());
    await(yieldNow());
    for (Coroutine<?> second : List.of(slow.advance(), slow.closeAsync())) {
      try {
        await(second);
      } catch (IllegalStateException e) {
        seen.add(e.getMessage().substring(0, e.getMessage().indexOf(": <")));
      }
    }
    seen.add(await(task));
    await(slow.closeAsync());
    return done();
  }

  @Test
  void aCancellationInsideEndsIt() {
    VirtualTimeLoop.run(cancelsInside());

    assertThat(seen).containsExactly("slow closed", "cancelled", false);
  }

  @Async
  private Coroutine<Void> cancelsInside() {
    AsyncGenerator<Integer> slow = slow();
    Task<Boolean> task = createTask(slow.advance());
    await(yieldNow());
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      seen.add("cancelled");
    }
    seen.add(await(slow.advance()));
    return done();
  }

  @Test
  void contextVariablesAreThoseOfWhoAsks() {
    VirtualTimeLoop.run(twoContexts());

    assertThat(seen).containsExactly("main", "task");
  }

  @Async
  private Coroutine<Void> twoContexts() {
    VARIABLE.set("main");
    AsyncGenerator<String> values = values();
    await(values.advance());
    seen.add(values.next());
    await(createTask(setsAndAdvances(values)));
    seen.add(values.next());
    await(values.closeAsync());
    return done();
  }

  @Async
  private static Coroutine<Boolean> setsAndAdvances(AsyncGenerator<String> values) {
    VARIABLE.set("task");
    return values.advance();
  }

  @Async
  private static AsyncGenerator<String> values() {
    while (true) {
      await(yieldNow());
      emit(VARIABLE.get());
    }
  }

  @Test
  void aCoroutineOfItIsAwaitedOnce() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(twice()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot reuse already awaited coroutine");
  }

  @Async
  @SuppressWarnings("weft:AwaitedTwice")
  private Coroutine<Void> twice() {
    AsyncIterator<Integer> numbers = numbers(false).iterator();
    Coroutine<Boolean> advance = numbers.advance();
    await(advance);
    await(advance);
    return done();
  }

  @Test
  void theStackOfATaskGoesThroughIt() {
    VirtualTimeLoop.run(looks());

    assertThat(seen).containsExactly(List.of("slow", "loop"), "slow closed");
  }

  @Async
  private Coroutine<Void> looks() {
    Task<Void> task = createTask(loop());
    await(yieldNow());
    seen.add(task.stack().stream().map(StackTraceElement::getMethodName).toList());
    await(task);
    return done();
  }

  @Async
  private Coroutine<Void> loop() {
    for (int each : slow()) {
      await(sleep(ofSeconds(each)));
    }
    return done();
  }

  @Test
  void oneThatBeginsAfterTheShutdownIsWarnedOf() {
    try (LogCapture log = new LogCapture()) {
      VirtualTimeLoop.run(tooLate());
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith(
              "WARNING asynchronous generator <AsyncGenerator GeneratorShutdownTest.numbers")
          .endsWith("was scheduled after loop.shutdownAsyncGenerators() call");
    }
  }

  @Async
  private Coroutine<Void> tooLate() {
    await(EventLoop.running().shutdownAsyncGenerators());
    AsyncGenerator<Integer> late = numbers(false);
    await(late.advance());
    await(late.closeAsync());
    return done();
  }
}
