package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
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
import dev.weft.AsyncIterable;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.GeneratorExit;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Async generators: what they give, when they run, how they end. */
class GeneratorTest {
  private final Trace trace = new Trace();
  private final List<Object> seen = new ArrayList<>();

  @Async
  private static AsyncGenerator<Integer> count(int to) {
    for (int i = 0; i < to; i++) {
      emit(i);
    }
    return end();
  }

  @Async
  private AsyncGenerator<Integer> ticks(int to) {
    seen.add("begin");
    try {
      for (int i = 0; i < to; i++) {
        await(sleep(ofSeconds(1)));
        emit(i);
      }
    } finally {
      await(sleep(ofSeconds(1)));
      seen.add("closed");
    }
    return end();
  }

  @Async
  private static <T> Coroutine<List<T>> list(AsyncIterable<T> all) {
    List<T> list = new ArrayList<>();
    for (T each : all) {
      list.add(each);
    }
    return done(list);
  }

  @Test
  void elementsComeInOrderAndTheBodyStartsWithTheFirst() {
    assertThat(VirtualTimeLoop.run(list(count(3)))).containsExactly(0, 1, 2);
    assertThat(VirtualTimeLoop.run(list(count(0)))).isEmpty();

    AsyncGenerator<Integer> ticks = ticks(2);
    assertThat(seen).isEmpty();
    assertThat(VirtualTimeLoop.run(list(ticks))).containsExactly(0, 1);
    assertThat(seen).containsExactly("begin", "closed");
  }

  @Test
  void nothingGivesWayWhenNeitherSideWaits() {
    VirtualTimeLoop.run(noTurns());

    assertThat(trace.events()).containsExactly("[0] begin", "[0] end 4950");
  }

  @Async
  private Coroutine<Void> noTurns() {
    trace.log("begin");
    int sum = 0;
    for (int each : count(100)) {
      sum += each;
    }
    trace.log("end " + sum);
    return done();
  }

  @Test
  void theBodyRunsInTheTaskThatAsks() {
    VirtualTimeLoop.run(tasks());

    assertThat(seen).containsExactly(true, true);
  }

  @Async
  private Coroutine<Void> tasks() {
    for (Task<?> task : currentTasks()) {
      seen.add(task == Asyncio.currentTask());
    }
    return done();
  }

  @Async
  private static AsyncGenerator<Task<?>> currentTasks() {
    emit(Asyncio.currentTask());
    await(yieldNow());
    emit(Asyncio.currentTask());
    return end();
  }

  @Test
  void failuresComeOutAndEndIt() {
    VirtualTimeLoop.run(fails());

    assertThat(seen).containsExactly(0, "boom", false);
  }

  @Async
  private Coroutine<Void> fails() {
    AsyncGenerator<Integer> failing = failing();
    try {
      for (int each : failing) {
        seen.add(each);
      }
    } catch (IllegalArgumentException e) {
      seen.add(e.getMessage());
    }
    seen.add(await(failing.advance()));
    return done();
  }

  @Async
  private static AsyncGenerator<Integer> failing() {
    emit(0);
    await(yieldNow());
    if (true) {
      throw new IllegalArgumentException("boom");
    }
    return end();
  }

  @Test
  void byHand() {
    VirtualTimeLoop.run(advanceByHand());

    assertThat(seen).containsExactly("begin", true, 0, true, 1, "closed", false, false);
  }

  @Async
  private Coroutine<Void> advanceByHand() {
    AsyncGenerator<Integer> ticks = ticks(5);
    assertThatThrownBy(ticks::next).isInstanceOf(NoSuchElementException.class);
    seen.add(await(ticks.advance()));
    seen.add(ticks.next());
    assertThatThrownBy(ticks::next).isInstanceOf(NoSuchElementException.class);
    seen.add(await(ticks.advance()));
    seen.add(ticks.next());
    await(ticks.closeAsync());
    await(ticks.closeAsync());
    seen.add(await(ticks.advance()));
    seen.add(await(ticks.advance()));
    return done();
  }

  @Test
  void oneThatNeverBeganIsClosedWithoutRunning() {
    VirtualTimeLoop.run(closesUnstarted());

    assertThat(seen).containsExactly(false);
  }

  @Async
  private Coroutine<Void> closesUnstarted() {
    AsyncGenerator<Integer> ticks = ticks(5);
    await(ticks.closeAsync());
    seen.add(await(ticks.advance()));
    return done();
  }

  @Test
  void emittingWhileBeingClosedIsAnError() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(closes(stubborn())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("async generator ignored GeneratorExit");
  }

  @Async
  private static Coroutine<Void> closes(AsyncGenerator<Integer> generator) {
    await(generator.advance());
    await(generator.closeAsync());
    return done();
  }

  @Async
  private static AsyncGenerator<Integer> stubborn() {
    while (true) {
      try {
        emit(1);
      } catch (GeneratorExit exit) {
        await(yieldNow());
      }
    }
  }

  @Test
  void catchingTheExitAndEndingIsFine() {
    VirtualTimeLoop.run(closes(resigned()));
    assertThat(seen).containsExactly("exit");
  }

  @Async
  @SuppressWarnings("weft:CancellationSwallowed")
  private AsyncGenerator<Integer> resigned() {
    try {
      emit(1);
    } catch (Exception notCaughtHere) {
      seen.add("never");
    } catch (Throwable exit) {
      seen.add("exit");
    }
    return end();
  }

  @Test
  void generatorsOfGeneratorsAndLambdas() {
    Function<Integer, AsyncGenerator<Integer>> twice =
        n -> {
          for (int each : count(n)) {
            emit(each);
            await(yieldNow());
            emit(each);
          }
          return end();
        };
    Supplier<AsyncGenerator<String>> none = () -> end();

    assertThat(VirtualTimeLoop.run(list(twice.apply(3)))).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(VirtualTimeLoop.run(list(none.get()))).isEmpty();
  }

  @Test
  void recursionAsDeepAsOneLikes() {
    assertThat(VirtualTimeLoop.run(list(nested(2000, false)))).containsExactly(2000);
    assertThat(VirtualTimeLoop.run(list(nested(2000, true)))).containsExactly(2000);
  }

  @Test
  void deepOnesAreClosedToTheBottom() {
    assertThat(VirtualTimeLoop.run(closes(counted(2000)))).isNull();
    assertThat(seen).hasSize(2001);
  }

  @Async
  private AsyncGenerator<Integer> counted(int depth) {
    try {
      if (depth == 0) {
        emit(0);
      } else {
        for (int each : counted(depth - 1)) {
          emit(each);
        }
      }
    } finally {
      seen.add(depth);
    }
    return end();
  }

  @Async
  private static AsyncGenerator<Integer> nested(int depth, boolean waits) {
    if (depth == 0) {
      if (waits) {
        await(yieldNow());
      }
      emit(0);
    } else {
      for (int each : nested(depth - 1, waits)) {
        emit(each + 1);
      }
    }
    return end();
  }

  @Test
  void stackTracesPassThroughIt() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(list(failing())))
        .satisfies(
            e ->
                assertThat(e.getStackTrace())
                    .extracting(StackTraceElement::getMethodName)
                    .startsWith("failing", "list"));
  }
}
