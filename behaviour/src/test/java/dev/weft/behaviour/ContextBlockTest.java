package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.waitFor;
import static dev.weft.Asyncio.with;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncContext;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.testing.VirtualTimeLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * {@code await(with(context, block))}: asyncio's {@code async with} over a context of one's own.
 */
class ContextBlockTest {
  private final List<Object> seen = new ArrayList<>();

  /** Says what happens; waits in between, or does not. */
  private final class Room implements AsyncContext<String> {
    private final boolean waits;
    private final boolean swallows;
    private @Nullable RuntimeException thrown;

    Room(boolean waits, boolean swallows) {
      this.waits = waits;
      this.swallows = swallows;
    }

    @Override
    @Async
    public Coroutine<String> enter() {
      if (waits) {
        await(yieldNow());
      }
      seen.add("enter");
      return done("room");
    }

    @Override
    @Async
    public Coroutine<Boolean> exit(@Nullable Throwable error) {
      if (waits) {
        await(yieldNow());
      }
      seen.add(error == null ? "exit" : "exit " + error.getClass().getSimpleName());
      if (thrown != null) {
        throw thrown;
      }
      return done(swallows);
    }
  }

  @Test
  void theBlockRunsBetween() throws Exception {
    for (boolean waits : new boolean[] {false, true}) {
      seen.clear();
      String result =
          VirtualTimeLoop.run(
              () ->
                  await(
                      with(
                          new Room(waits, false),
                          room -> {
                            await(yieldNow());
                            seen.add("in " + room);
                            return "left";
                          })));
      assertThat(result).isEqualTo("left");
      assertThat(seen).containsExactly("enter", "in room", "exit");
    }
  }

  @Test
  void trueSwallowsAndFalseDoesNot() {
    for (boolean waits : new boolean[] {false, true}) {
      seen.clear();
      assertThat(VirtualTimeLoop.run(fails(new Room(waits, true)))).isNull();
      assertThatThrownBy(() -> VirtualTimeLoop.run(fails(new Room(waits, false))))
          .isInstanceOf(IOException.class);
      assertThat(seen).containsExactly("enter", "exit IOException", "enter", "exit IOException");
    }
  }

  @Async
  private static Coroutine<Integer> fails(AsyncContext<String> context) {
    return with(
        context,
        room -> {
          await(yieldNow());
          if (room.length() > 1) {
            throw new IOException("block");
          }
          return 1;
        });
  }

  @Test
  void whatExitThrowsReplacesAndNamesTheOther() {
    Room room = new Room(true, true);
    room.thrown = new IllegalStateException("exit");
    assertThatThrownBy(() -> VirtualTimeLoop.run(fails(room)))
        .isSameAs(room.thrown)
        .hasCauseInstanceOf(IOException.class)
        .hasNoSuppressedExceptions();
  }

  @Test
  void aCancelledBlockIsLeftToo() {
    Room room = new Room(true, false);

    assertThatThrownBy(() -> VirtualTimeLoop.run(timesOut(room)))
        .isInstanceOf(TimeoutException.class);
    assertThat(seen).containsExactly("enter", "exit " + CancelledError.class.getSimpleName());
  }

  @Async
  private static Coroutine<Void> timesOut(AsyncContext<String> context) throws TimeoutException {
    return waitFor(
        with(
            context,
            room -> {
              await(sleep(ofSeconds(5)));
            }),
        ofSeconds(1));
  }
}
