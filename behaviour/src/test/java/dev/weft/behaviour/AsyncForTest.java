package dev.weft.behaviour;

import static dev.weft.Asyncio.asCompleted;
import static dev.weft.Asyncio.async;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The enhanced for loop over async iterables. */
class AsyncForTest {
  private final List<Object> seen = new ArrayList<>();

  /** Counts from 0, a second an element, with an iterator type of its own. */
  private static final class Ticks implements AsyncIterable<Integer> {
    private final int count;

    Ticks(int count) {
      this.count = count;
    }

    @Override
    public TickIterator iterator() {
      return new TickIterator(count);
    }
  }

  private static final class TickIterator implements AsyncIterator<Integer> {
    private final int count;
    private int next = -1;

    TickIterator(int count) {
      this.count = count;
    }

    @Override
    @Async
    public Coroutine<Boolean> advance() {
      if (next + 1 == count) {
        return done(false);
      }
      await(sleep(ofSeconds(1)));
      next++;
      return done(true);
    }

    @Override
    public Integer next() {
      return next;
    }
  }

  @Test
  void elementsAreAwaited() {
    VirtualTimeLoop.run(overInterface(new Ticks(3)));
    VirtualTimeLoop.run(overClass(new Ticks(3)));

    assertThat(seen).containsExactly(0, 1, 2, "end", 0, 1, 2, "end");
  }

  @Async
  private Coroutine<Void> overInterface(AsyncIterable<Integer> ticks) {
    for (int tick : ticks) {
      seen.add(tick);
    }
    seen.add("end");
    return done();
  }

  @Async
  private Coroutine<Void> overClass(Ticks ticks) {
    for (Integer tick : ticks) {
      seen.add(tick);
    }
    seen.add("end");
    return done();
  }

  @Test
  void loopsNestBreakAndContinue() {
    assertThat(VirtualTimeLoop.run(nested())).isEqualTo("00 10 20 21 ");
  }

  @Async
  private static Coroutine<String> nested() {
    StringBuilder text = new StringBuilder();
    outer:
    for (int a : new Ticks(9)) {
      for (int b : new Ticks(3)) {
        if (a < 2 && b > 0) {
          continue outer;
        }
        if (b > 1) {
          break outer;
        }
        text.append(a).append(b).append(' ');
        await(sleep(ofSeconds(1)));
      }
    }
    return done(text.toString());
  }

  @Test
  void finallyAndReturnInsideALoop() {
    assertThat(VirtualTimeLoop.run(returnsFromInside())).isEqualTo(1);
    assertThat(seen).containsExactly("finally 0", "finally 1");
  }

  @Async
  private Coroutine<Integer> returnsFromInside() {
    for (int tick : new Ticks(5)) {
      try {
        if (tick == 1) {
          return done(tick);
        }
      } finally {
        await(sleep(ofSeconds(1)));
        seen.add("finally " + tick);
      }
    }
    return done(-1);
  }

  @Test
  void lambdasLoopToo() throws Exception {
    AsyncCallable<Integer> sum =
        () -> {
          int total = 0;
          for (Future<Integer> each :
              asCompleted(List.of(sleep(ofSeconds(2), 20), sleep(ofSeconds(1), 1)))) {
            total = total * 10 + await(each);
          }
          return total;
        };

    assertThat(VirtualTimeLoop.run(() -> await(async(sum)))).isEqualTo(30);
  }

  @Test
  void plainIterablesStayPlain() {
    assertThat(VirtualTimeLoop.run(overPlain(List.of(1, 2)))).isEqualTo(3);
  }

  @Async
  private static Coroutine<Integer> overPlain(Iterable<Integer> plain) {
    int sum = 0;
    for (int each : plain) {
      sum += await(sleep(ofSeconds(1), each));
    }
    return done(sum);
  }

  @Test
  void anAsyncIterableKnownOnlyAsIterableSaysSo() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(overPlain(new Ticks(2))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is an async iterator");
    Iterator<Integer> byHand = new Ticks(1).iterator();
    assertThatThrownBy(byHand::hasNext).hasMessageContaining("await advance()");
  }
}
