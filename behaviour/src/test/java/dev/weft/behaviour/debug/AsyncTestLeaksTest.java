package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.sync.AsyncEvent;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.DeadlockException;
import dev.weft.testing.LeakError;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that leave something behind fail and say what, and where it was made. */
class AsyncTestLeaksTest {
  @ExtendWith(OnlyWhenAsked.class)
  static final class LeavesTask {
    @AsyncTest
    @Async
    Coroutine<Void> test() {
      createTask(polls(), "poller");
      await(yieldNow());
      return done();
    }

    @Async
    private Coroutine<Void> polls() {
      while (true) {
        await(sleep(Duration.ofSeconds(60)));
      }
    }
  }

  @Test
  void aTask() {
    assertThat(RanTests.failureOf(LeavesTask.class))
        .isInstanceOf(LeakError.class)
        .hasMessageStartingWith("[Leak] LeavesTask.test left behind")
        .hasMessageContaining("task poller running AsyncTestLeaksTest$LeavesTask.polls")
        .hasMessageContaining("waiting for sleep, 60 s left, made at AsyncTestLeaksTest.java:")
        .hasMessageContaining("at dev.weft.behaviour.debug.AsyncTestLeaksTest$LeavesTask.polls(");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class LeavesTimer {
    @AsyncTest
    void test(EventLoop loop) {
      loop.callLater(Duration.ofSeconds(5), () -> {});
    }
  }

  @Test
  void aTimer() {
    assertThat(RanTests.failureOf(LeavesTimer.class))
        .isInstanceOf(LeakError.class)
        .hasMessageContaining(
            "timer for dev.weft.behaviour.debug.AsyncTestLeaksTest$LeavesTimer lambda,"
                + " due in 5000 ms, scheduled at AsyncTestLeaksTest.java:");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class LeavesFailure {
    @AsyncTest
    @Async
    Coroutine<Void> test() {
      createTask(fails(), "unlucky");
      return done();
    }

    @Async
    private Coroutine<Void> fails() {
      await(yieldNow());
      throw new IllegalStateException("no luck");
    }
  }

  @Test
  void aFailureThatNobodyHasSeen() {
    assertThat(RanTests.failureOf(LeavesFailure.class))
        .isInstanceOf(LeakError.class)
        .hasMessageContaining("Task exception was never retrieved: <Task finished name='unlucky'")
        .hasMessageContaining("java.lang.IllegalStateException: no luck")
        .hasMessageContaining("LeavesFailure.fails(AsyncTestLeaksTest.java:");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class LeavesCoroutine {
    @AsyncTest
    @Async
    Coroutine<Void> test() {
      await(yieldNow());
      forgets();
      return done();
    }

    private static void forgets() {
      Coroutine<Void> forgotten = work();
      assertThat(forgotten).isNotNull();
    }

    @Async
    private static Coroutine<Void> work() {
      await(yieldNow());
      return done();
    }
  }

  @Test
  void aCoroutineThatNobodyHasAwaited() {
    assertThat(RanTests.failureOf(LeavesCoroutine.class))
        .isInstanceOf(LeakError.class)
        .hasMessageContaining("LeavesCoroutine.work' was never awaited")
        .hasMessageContaining("LeavesCoroutine.forgets(AsyncTestLeaksTest.java:");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class ThrowsInCallback {
    @AsyncTest
    @Async
    Coroutine<Void> test() {
      EventLoop.running()
          .callSoon(
              () -> {
                throw new IllegalStateException("in a callback");
              });
      await(yieldNow());
      return done();
    }
  }

  @Test
  void whatACallbackThrew() {
    assertThat(RanTests.failureOf(ThrowsInCallback.class))
        .isInstanceOf(LeakError.class)
        .hasMessageContaining("Exception in callback")
        .hasMessageContaining("java.lang.IllegalStateException: in a callback");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class LeavesGenerator {
    @SuppressWarnings("UnusedVariable") // Keeps the generator from being collected.
    private @Nullable AsyncGenerator<Integer> ticks;

    @AsyncTest
    @Async
    Coroutine<Void> test() {
      AsyncGenerator<Integer> open = ticks();
      ticks = open;
      assertThat(await(open.advance())).isTrue();
      return done();
    }

    @Async
    private AsyncGenerator<Integer> ticks() {
      emit(1);
      emit(2);
      return end();
    }
  }

  @Test
  void anOpenGenerator() {
    assertThat(RanTests.failureOf(LeavesGenerator.class))
        .isInstanceOf(LeakError.class)
        .hasMessageContaining("open async generator ")
        .hasMessageContaining("LeavesGenerator.ticks")
        .hasMessageContaining(" created at AsyncTestLeaksTest.java:");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class LeavesServer {
    @AsyncTest(realTime = true)
    @Async
    Coroutine<Void> test() throws IOException {
      Server server = await(Streams.startServer(client -> {}, "127.0.0.1", 0));
      assertThat(server.port()).isPositive();
      return done();
    }
  }

  @Test
  void aServer() {
    assertThat(RanTests.failureOf(LeavesServer.class))
        .isInstanceOf(LeakError.class)
        .hasMessageContaining("unclosed <Server [/127.0.0.1:")
        .hasMessageContaining(" created at AsyncTestLeaksTest.java:");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class LeavesStream {
    @SuppressWarnings("UnusedVariable") // Keeps the stream from being collected.
    private @Nullable TcpStream stream;

    @AsyncTest
    @Async
    Coroutine<Void> test() throws IOException {
      try (Server server = await(Streams.startServer(client -> {}, "localhost", 7000))) {
        stream = await(Streams.openConnection("localhost", server.port())); // leaves it
        assertThat(server.isServing()).isTrue();
      }
      return done();
    }
  }

  @Test
  void aClientsStream() {
    assertThat(RanTests.failureOf(LeavesStream.class))
        .isInstanceOf(LeakError.class)
        .hasMessageContaining("unclosed <TcpStream ")
        .hasMessageContaining(" created at AsyncTestLeaksTest.java:")
        .hasMessageNotContaining("Server");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class LeavesRealStream {
    @SuppressWarnings("UnusedVariable") // Keeps the stream from being collected.
    private @Nullable TcpStream stream;

    @AsyncTest(realTime = true)
    @Async
    Coroutine<Void> test() throws IOException {
      try (Server server = await(Streams.startServer(client -> {}, "127.0.0.1", 0))) {
        stream = await(Streams.openConnection("127.0.0.1", server.port()));
      }
      return done();
    }
  }

  @Test
  void aClientsStreamOnARealNetwork() {
    assertThat(RanTests.failureOf(LeavesRealStream.class))
        .isInstanceOf(LeakError.class)
        .hasMessageContaining("unclosed <TcpStream ")
        .hasMessageContaining(" created at AsyncTestLeaksTest.java:");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class LeavesTaskByIntent {
    @AsyncTest(leaks = false)
    @Async
    Coroutine<Void> test() {
      createTask(sleep(Duration.ofSeconds(60)));
      await(yieldNow());
      return done();
    }
  }

  @Test
  void unlessItSaysThatItMay() {
    assertThat(RanTests.failureOf(LeavesTaskByIntent.class)).isNull();
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class EndsWithOthersReady {
    private final AsyncEvent go = new AsyncEvent();

    @AsyncTest
    @Async
    Coroutine<Void> test() {
      createTask(follows());
      await(yieldNow());
      go.set();
      return done();
    }

    @Async
    private Coroutine<Void> follows() {
      await(go.waitUntilSet());
      await(yieldNow());
      return done();
    }
  }

  /** What needs no time is let run before anybody judges. */
  @Test
  void notWhatEndsByItselfAtThatTime() {
    assertThat(RanTests.failureOf(EndsWithOthersReady.class)).isNull();
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class Deadlocks {
    @AsyncTest
    @Async
    Coroutine<Void> test() {
      await(new AsyncEvent().waitUntilSet());
      return done();
    }
  }

  @Test
  void aDeadlockFailsAtOnceWithTheTasks() {
    assertThat(RanTests.failureOf(Deadlocks.class))
        .isInstanceOf(DeadlockException.class)
        .hasMessageStartingWith("[Deadlock] nothing is ready and no timer is set")
        .hasMessageContaining("<AsyncEvent [unset, waiters:1]>")
        .hasMessageContaining("AsyncTestLeaksTest$Deadlocks.test AsyncTestLeaksTest.java:");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class FailsAndLeaves {
    @AsyncTest
    @Async
    Coroutine<Void> test() {
      createTask(new LeavesTask().polls());
      await(yieldNow());
      throw new IllegalStateException("the test itself");
    }
  }

  @Test
  void aFailureOfTheTestItselfComesFirst() {
    assertThat(RanTests.failureOf(FailsAndLeaves.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the test itself");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class LeavesInAfterEach {
    @AsyncTest
    void test() {}

    @AfterEach
    @Async
    Coroutine<Void> close() {
      await(new Future<Void>());
      return done();
    }
  }

  @Test
  void alsoInALifecycleMethod() {
    assertThat(RanTests.failureOf(LeavesInAfterEach.class)).isInstanceOf(DeadlockException.class);
  }
}
