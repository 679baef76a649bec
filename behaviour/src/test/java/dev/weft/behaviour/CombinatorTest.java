package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterable;
import dev.weft.Coroutine;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code map}, {@code filter}, {@code take}, {@code collect}, {@code forEach}. */
class CombinatorTest {
  private final List<Object> seen = new ArrayList<>();

  /** 0, 1, 2 and so on without end, each after giving way if it is odd. */
  @Async
  private AsyncGenerator<Integer> numbers() {
    try {
      for (int i = 0; ; i++) {
        if (i % 2 == 1) {
          await(yieldNow());
        }
        emit(i);
      }
    } finally {
      await(sleep(ofSeconds(1)));
      seen.add("closed");
    }
  }

  @Test
  void whatIsMadeIsMadeOnDemandAndTakeCloses() {
    AsyncIterable<String> texts =
        numbers()
            .filter(n -> n % 3 == 0)
            .mapAsync(n -> await(sleep(ofSeconds(1), n * 10)))
            .filterAsync(
                n -> {
                  await(yieldNow());
                  return n != 30;
                })
            .map(n -> "<" + n + ">")
            .take(3);
    assertThat(seen).isEmpty();
    assertThat(VirtualTimeLoop.run(texts.toList())).containsExactly("<0>", "<60>", "<90>");
    assertThat(seen).containsExactly("closed");
  }

  @Test
  void collectorsAndEmptyOnes() {
    assertThat(VirtualTimeLoop.run(numbers().take(4).collect(Collectors.summingInt(n -> n))))
        .isEqualTo(6);
    assertThat(VirtualTimeLoop.run(numbers().take(0).toList())).isEmpty();
    assertThatThrownBy(() -> numbers().take(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void forEachOfBothSorts() {
    VirtualTimeLoop.run(numbers().take(2).forEach(n -> seen.add(n)));
    VirtualTimeLoop.run(
        numbers()
            .take(2)
            .forEachAsync(
                n -> {
                  await(sleep(ofSeconds(n)));
                  seen.add("async " + n);
                }));
    assertThat(seen).containsExactly(0, 1, "closed", "async 0", "async 1", "closed");

    Consumer<Object> plain = seen::add;
    assertThatThrownBy(() -> numbers().forEach(plain))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("have to be awaited");
  }

  @Test
  void aFailureClosesTheSource() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(numbers().map(n -> 1 / (n - 2)).toList()))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(
            () ->
                VirtualTimeLoop.run(
                    numbers()
                        .forEachAsync(
                            n -> {
                              await(yieldNow());
                              seen.add(1 / (n - 1));
                            })))
        .isInstanceOf(ArithmeticException.class);
    assertThat(seen).containsExactly("closed", -1, "closed");
  }

  @Test
  void leavingALoopOverThemClosesTheSource() {
    assertThat(VirtualTimeLoop.run(firstAbove(20))).isEqualTo(30);
    assertThat(seen).containsExactly("closed");
  }

  @Async
  private Coroutine<Integer> firstAbove(int limit) {
    for (int each : numbers().map(n -> n * 10).filter(n -> n > 0).take(100)) {
      if (each > limit) {
        return done(each);
      }
    }
    return done(-1);
  }
}
