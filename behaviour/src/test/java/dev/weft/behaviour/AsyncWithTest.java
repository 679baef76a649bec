package dev.weft.behaviour;

import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Try-with-resources over async resources: asyncio's {@code async with}. */
@SuppressWarnings("try") // The resources are there to be closed.
class AsyncWithTest {
  private final List<Object> seen = new ArrayList<>();

  /** Takes a second to close. */
  private final class Door implements AsyncCloseable {
    private final String name;
    private final boolean fails;

    Door(String name, boolean fails) {
      this.name = name;
      this.fails = fails;
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
      seen.add("closing " + name);
      await(sleep(ofSeconds(1)));
      if (fails) {
        throw new IllegalStateException(name + " sticks");
      }
      seen.add("closed " + name);
      return done();
    }
  }

  private final class Plain implements AutoCloseable {
    @Override
    public void close() {
      seen.add("closed plain");
    }
  }

  private Door door(String name) {
    return new Door(name, false);
  }

  private @Nullable Door none() {
    return null;
  }

  @Test
  void closingIsAwaitedInReverseOrderAndNullIsSkipped() {
    VirtualTimeLoop.run(several());

    assertThat(seen)
        .containsExactly(
            "body", "closing b", "closed b", "closed plain", "closing a", "closed a", "end");
  }

  @Async
  private Coroutine<Void> several() {
    try (Door a = new Door("a", false);
        Plain plain = new Plain();
        Door nothing = none();
        Door b = door("b")) {
      seen.add("body");
      await(sleep(ofSeconds(1)));
    }
    seen.add("end");
    return done();
  }

  @Test
  void everyWayOutCloses() {
    assertThat(VirtualTimeLoop.run(waysOut())).isEqualTo("returned");
    assertThat(seen)
        .containsExactly(
            "closing 0",
            "closed 0",
            "after 0",
            "closing 1",
            "closed 1",
            "closing 2",
            "closed 2",
            "after 2",
            "closing 3",
            "closed 3",
            "caught out",
            "closing 4",
            "closed 4",
            "finally");
  }

  @Async
  private Coroutine<String> waysOut() {
    try {
      for (int i = 0; ; i++) {
        try (Door door = door("" + i)) {
          if (i == 1) {
            continue;
          } else if (i == 3) {
            throw new IOException("out");
          } else if (i == 4) {
            return done("returned");
          }
        } catch (IOException e) {
          seen.add("caught " + e.getMessage());
          continue;
        }
        seen.add("after " + i);
      }
    } finally {
      seen.add("finally");
    }
  }

  @Test
  void breakAndEmptyBodiesAndVariables() {
    VirtualTimeLoop.run(oddShapes());

    assertThat(seen)
        .containsExactly(
            "closing a",
            "closed a",
            "closing b",
            "closed b",
            "closing c",
            "closed c",
            "closing d",
            "closed d");
  }

  @Async
  private Coroutine<Void> oddShapes() {
    while (true) {
      try (Door a = door("a")) {
        break;
      }
    }
    try (Door b = new Door("b", false)) {}
    Door c = door("c");
    try (c) {}
    try (Door d = door("d")) {
      return done();
    }
  }

  @Test
  void theBodysFailureIsTheFirstAndClosingsIsSuppressed() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(bothFail(true)))
        .isInstanceOf(IOException.class)
        .hasMessage("body")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("b sticks", "a sticks"));
    assertThatThrownBy(() -> VirtualTimeLoop.run(bothFail(false)))
        .hasMessage("b sticks")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  @Async
  private Coroutine<Void> bothFail(boolean body) throws IOException {
    try (Door a = new Door("a", true);
        Door b = new Door("b", true)) {
      if (body) {
        throw new IOException("body");
      }
    }
    return done();
  }

  @Test
  void cancelledInTheBodyItIsStillClosed() {
    VirtualTimeLoop.run(cancels(1));

    assertThat(seen).containsExactly("closing a", "closed a", "cancelled", 2.0);
  }

  @Test
  void aSecondCancellationInterruptsTheClosing() {
    VirtualTimeLoop.run(cancels(2));

    assertThat(seen).containsExactly("closing a", "cancelled", 1.5);
  }

  @Async
  private Coroutine<Void> cancels(int times) {
    Task<Void> task = createTask(sleepsInside());
    await(sleep(ofSeconds(1)));
    task.cancel();
    if (times == 2) {
      await(sleep(ofMillis(500)));
      task.cancel();
    }
    try {
      await(task);
    } catch (CancelledError e) {
      seen.add("cancelled");
    }
    seen.add(EventLoop.running().time() / 1e9);
    return done();
  }

  @Async
  private Coroutine<Void> sleepsInside() {
    try (Door a = door("a")) {
      await(sleep(ofSeconds(9)));
    }
    return done();
  }

  @Test
  void lambdasLocalClassesAndTypeVariables() throws Exception {
    class Local implements AsyncCloseable {
      @Override
      public Coroutine<Void> closeAsync() {
        seen.add("closed local");
        return sleep(ofSeconds(1));
      }
    }
    AsyncFunction<String, Integer> lambda =
        name -> {
          try (Door door = door(name);
              Local local = new Local()) {
            return 1;
          }
        };

    VirtualTimeLoop.run(() -> await(async(lambda, "x")));
    VirtualTimeLoop.run(generic(door("y")));

    assertThat(seen)
        .containsExactly("closed local", "closing x", "closed x", "body", "closing y", "closed y");
  }

  @Async
  private <D extends AsyncCloseable> Coroutine<Void> generic(D resource) {
    try (D same = resource) {
      seen.add("body");
    }
    return done();
  }

  @Test
  void anAsyncResourceKnownOnlyAsAutoCloseableSaysSo() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(asPlain(door("a"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has to be awaited");
  }

  @Async
  private static Coroutine<Void> asPlain(AutoCloseable resource) throws Exception {
    try (resource) {
      await(sleep(ofSeconds(1)));
    }
    return done();
  }
}
