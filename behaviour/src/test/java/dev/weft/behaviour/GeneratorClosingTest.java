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
import dev.weft.AsyncCallable;
import dev.weft.AsyncGenerator;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever leaves a loop over a generator before its end closes it, and waits for that. */
@SuppressWarnings({"LabelledBreakTarget", "UnusedVariable", "Finally", "finally"}) // On purpose.
class GeneratorClosingTest {
  private final List<Object> seen = new ArrayList<>();

  /** Numbers from 0, without end; a second to close. */
  @Async
  private AsyncGenerator<Integer> numbers(String name) {
    try {
      for (int i = 0; ; i++) {
        emit(i);
      }
    } finally {
      await(sleep(ofSeconds(1)));
      seen.add("closed " + name);
    }
  }

  private void gives(Coroutine<?> coroutine, Object... expected) {
    Object result = VirtualTimeLoop.run(coroutine);
    seen.add(result);
    assertThat(seen).containsExactly(expected);
  }

  @Test
  void breaks() {
    gives(breakIt(), 0, 1, 2, "last 2", "closed a", "end", null);
  }

  @Async
  private Coroutine<Void> breakIt() {
    for (int each : numbers("a")) {
      seen.add(each);
      if (each == 2) {
        seen.add("last " + each);
        break;
      }
    }
    seen.add("end");
    return done();
  }

  @Test
  void returns() {
    gives(returnIt(), "sub", "closed a", 7);
    seen.clear();
    gives(returnDone(), "closed a", 1);
  }

  @Async
  private Coroutine<Integer> returnIt() {
    for (int each : numbers("a")) {
      if (each == 1) {
        return sub(); // Awaited first.
      }
    }
    return done(0);
  }

  @Async
  private Coroutine<Integer> returnDone() {
    for (int each : numbers("a")) {
      if (each == 1) {
        return done(each);
      }
    }
    return done(0);
  }

  @Async
  private Coroutine<Integer> sub() {
    await(yieldNow());
    seen.add("sub");
    return done(7);
  }

  @Test
  void throwsOut() {
    gives(throwIt(), "closed a", "caught 1", null);
  }

  @Async
  private Coroutine<Void> throwIt() {
    try {
      for (int each : numbers("a")) {
        if (each == 1) {
          throw new IOException("1");
        }
      }
    } catch (IOException e) {
      seen.add("caught " + e.getMessage());
    }
    return done();
  }

  @Test
  void closesBeforeTheFinallyBlocksAroundItAndAfterThoseInIt() {
    gives(finallyAround(0), "in", "closed a", "around", 0);
    seen.clear();
    gives(finallyAround(1), "in", "closed a", "around", "after", -1);
    seen.clear();
    gives(finallyAround(2), "in", "closed a", "around", "caught", -1);
  }

  @Async
  private Coroutine<Integer> finallyAround(int way) {
    try {
      out:
      try {
        for (int each : numbers("a")) {
          try {
            if (way == 0) {
              return done(each);
            } else if (way == 1) {
              break out;
            }
            throw new IOException();
          } finally {
            await(yieldNow());
            seen.add("in");
          }
        }
      } finally {
        seen.add("around");
      }
      seen.add("after");
    } catch (IOException e) {
      seen.add("caught");
    }
    return done(-1);
  }

  @Test
  void leavingSeveralLoopsClosesTheInnerFirst() {
    gives(nested(), "closed b", "closed b", "closed b", "closed a", "end", null);
    seen.clear();
    gives(returnsNested(), "closed b", "closed a", 3);
    seen.clear();
    gives(throwsNested(), "closed b", "closed a", "caught", null);
  }

  @Async
  private Coroutine<Void> nested() {
    outer:
    for (int a : numbers("a")) {
      for (int b : numbers("b")) {
        if (a < 2) {
          continue outer;
        }
        if (b == 2) {
          break outer;
        }
      }
    }
    seen.add("end");
    return done();
  }

  @Async
  private Coroutine<Integer> returnsNested() {
    for (int a : numbers("a")) {
      for (int b : numbers("b")) {
        if (a + b == 3) {
          return done(a + b);
        }
      }
    }
    return done(0);
  }

  @Async
  private Coroutine<Void> throwsNested() {
    try {
      for (int a : numbers("a")) {
        for (int b : numbers("b")) {
          if (b == 1) {
            throw new IllegalStateException("" + a);
          }
        }
      }
    } catch (IllegalStateException e) {
      seen.add("caught");
    }
    return done();
  }

  @Test
  void loopsThatNeverComeBackAndLoopsInLoops() {
    gives(once(), "closed a", "closed a", "closed a", "end", null);
    seen.clear();
    gives(forEver(), "closed a", "closed a", 1);
    seen.clear();
    gives(labelled(), "closed a", "rest", null);
  }

  @Async
  private Coroutine<Void> once() {
    for (int i = 0; i < 3; i++) {
      for (int each : numbers("a")) {
        break;
      }
    }
    seen.add("end");
    return done();
  }

  @Async
  private Coroutine<Integer> forEver() {
    int rounds = 0;
    while (true) {
      for (int each : numbers("a")) {
        if (each < 3) {
          continue;
        }
        if (rounds++ < 1) {
          break;
        }
        return done(1);
      }
    }
  }

  @Async
  private Coroutine<Void> labelled() {
    outer:
    while (true) {
      for (int each : numbers("a")) {
        if (each == 2) {
          break outer;
        }
      }
    }
    seen.add("rest");
    return done();
  }

  @Test
  void cancellation() {
    gives(cancelIt(), "closed a", "cancelled", null);
  }

  @Async
  private Coroutine<Void> cancelIt() {
    Task<Void> task = createTask(sleepsInside());
    await(sleep(ofSeconds(1)));
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      seen.add("cancelled");
    }
    return done();
  }

  @Async
  private Coroutine<Void> sleepsInside() {
    for (int each : numbers("a")) {
      await(sleep(ofSeconds(100 + each)));
    }
    return done();
  }

  @Test
  void whatClosingFailsWithComesOutOrIsSuppressed() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(stuck(false))).hasMessage("stuck");
    assertThatThrownBy(() -> VirtualTimeLoop.run(stuck(true)))
        .hasMessage("out")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("stuck"));
    assertThat(seen).containsExactly("finally", "finally");
  }

  @Async
  private Coroutine<Void> stuck(boolean fails) throws IOException {
    try {
      for (int each : sticks()) {
        if (fails) {
          throw new IOException("out");
        }
        break;
      }
    } finally {
      seen.add("finally");
    }
    return done();
  }

  @Async
  private AsyncGenerator<Integer> sticks() {
    try {
      emit(1);
    } finally {
      if (true) {
        throw new IllegalStateException("stuck");
      }
    }
    return end();
  }

  @Test
  void generatorsInGeneratorsAreUnwoundTogether() {
    gives(unwinds(), "closed a", "outer", 1);
  }

  @Async
  private Coroutine<Integer> unwinds() {
    for (int each : passing()) {
      if (each == 1) {
        return done(each);
      }
    }
    return done(-1);
  }

  @Async
  private AsyncGenerator<Integer> passing() {
    try {
      for (int each : numbers("a")) {
        emit(each);
      }
    } finally {
      seen.add("outer");
    }
    return end();
  }

  @Test
  void insideExpressionsAndLambdas() throws Exception {
    AsyncCallable<String> lambda =
        () ->
            "is "
                + switch (seen.size()) {
                  case 0 -> {
                    int found = -1;
                    for (int each : numbers("a")) {
                      if (each == 3) {
                        found = each;
                        break;
                      }
                    }
                    yield found;
                  }
                  default -> 9;
                };

    assertThat(VirtualTimeLoop.run(lambda)).isEqualTo("is 3");
    assertThat(seen).containsExactly("closed a");
  }
}
