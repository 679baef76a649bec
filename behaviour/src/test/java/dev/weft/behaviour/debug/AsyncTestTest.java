package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.AsyncTests;
import dev.weft.testing.Simulation;
import dev.weft.testing.VirtualTimeLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that are coroutines, as their authors write them. */
class AsyncTestTest {
  private final List<String> events = new ArrayList<>();
  private Task<Void> background;

  @BeforeEach
  @Async
  Coroutine<Void> opens() {
    await(sleep(Duration.ofSeconds(1)));
    background = EventLoop.running().createTask(serves());
    events.add("opened");
    return done();
  }

  @Async
  private Coroutine<Void> serves() {
    while (true) {
      await(sleep(Duration.ofHours(1)));
      events.add("served");
    }
  }

  @AfterEach
  @Async
  Coroutine<Void> closes(TestInfo info) {
    background.cancel();
    await(sleep(Duration.ofSeconds(1)));
    assertThat(events).as(info.getDisplayName()).isNotEmpty().first().isEqualTo("opened");
    return done();
  }

  /** All three run on one loop, in virtual time. */
  @AsyncTest
  @Async
  Coroutine<Void> aTestIsACoroutine() {
    assertThat(EventLoop.running()).isInstanceOf(VirtualTimeLoop.class);
    assertThat(EventLoop.running().time()).isEqualTo(1_000_000_000L);
    await(sleep(Duration.ofHours(3)));
    assertThat(events).containsExactly("opened", "served", "served");
    return done();
  }

  @AsyncTest
  void orAMethodWithAnAsyncLambdaInside(EventLoop loop) throws Exception {
    int sum =
        AsyncTests.run(
            () -> {
              assertThat(EventLoop.running()).isSameAs(loop);
              await(sleep(Duration.ofMinutes(1)));
              return 3;
            });
    assertThat(sum).isEqualTo(3);
    assertThat(loop.time()).isEqualTo(61_000_000_000L);
  }

  /** JUnit gives one, we the other. */
  @AsyncTest
  @Async
  Coroutine<Void> parametersOfOtherExtensionsAreResolved(
      @TempDir Path folder, Simulation simulation, TestInfo info) {
    AsyncQueue<String> queue = new AsyncQueue<>();
    queue.putNowait(info.getDisplayName());
    assertThat(await(queue.get())).isEqualTo("in virtual time");
    assertThat(Files.isDirectory(folder)).isTrue();
    assertThat(simulation.loop()).isSameAs(EventLoop.running());
    return done();
  }

  @AsyncTest(realTime = true)
  @Async
  Coroutine<Void> timeMayBeReal() {
    assertThat(EventLoop.running()).isNotInstanceOf(VirtualTimeLoop.class);
    await(sleep(Duration.ofMillis(1)));
    return done();
  }

  /** Also the annotations of JUnit itself: their loop is a new one for each call. */
  @Test
  @Async
  Coroutine<Void> aPlainTestMayBeACoroutine() {
    await(sleep(Duration.ofHours(1)));
    assertThat(events).containsExactly("opened");
    return done();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @Async
  Coroutine<Void> aParameterizedTestToo(int hours) {
    await(sleep(Duration.ofHours(hours)));
    assertThat(hours).isBetween(1, 2);
    return done();
  }

  /** A coroutine that is a test can be called as any other. */
  @AsyncTest
  @Async
  Coroutine<Void> aTestCanAwaitAnother() {
    await(timeMayBeRealElsewhere());
    return done();
  }

  @Async
  private Coroutine<Void> timeMayBeRealElsewhere() {
    await(aTestIsACoroutine());
    return done();
  }
}
