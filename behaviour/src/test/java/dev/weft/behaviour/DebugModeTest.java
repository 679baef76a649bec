package dev.weft.behaviour;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Handle;
import dev.weft.Task;
import dev.weft.loop.SelectorPoller;
import dev.weft.testing.VirtualTimeLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a loop watches for in debug mode. Semantics 289, 290, 292, 293. */
class DebugModeTest {
  private long now;

  /** 289. */
  @Test
  void slowCallbacksAreReportedFromTheLimitOn() {
    try (LogCapture log = new LogCapture();
        EventLoop loop = new ClockedLoop()) {
      loop.setDebug(true);
      assertThat(loop.slowCallbackDuration()).isEqualTo(ofMillis(100));
      loop.callSoon(() -> takes(99));
      loop.callSoon(() -> takes(123));
      loop.callSoon(loop::stop);
      loop.runForever();
      loop.setSlowCallbackDuration(ofMillis(200));
      loop.callSoon(() -> takes(150));
      loop.callSoon(loop::stop);
      loop.runForever();

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING Executing <Handle ")
          .endsWith(" took 0.123 seconds");
    }
  }

  /** 289. */
  @Test
  void aSlowStepIsReportedWithItsTask() {
    try (LogCapture log = new LogCapture();
        EventLoop loop = new ClockedLoop()) {
      loop.setDebug(true);
      loop.runUntilComplete(loop.createTask(slowStep(), "slow"));

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING Executing <Task pending name='slow'")
          .endsWith(" took 0.250 seconds");
    }
  }

  @Async
  private Coroutine<Void> slowStep() {
    takes(250);
    return Asyncio.done();
  }

  private void takes(long millis) {
    now += millis * 1_000_000;
  }

  /** A loop whose time passes only where the test says so. */
  private final class ClockedLoop extends EventLoop {
    ClockedLoop() {
      super(() -> now, SelectorPoller::new);
    }
  }

  /** 290. */
  @Test
  void foreignThreadsAreRefusedInDebugModeOnly() {
    try (EventLoop loop = new VirtualTimeLoop()) {
      loop.setDebug(true);
      assertRefused(loop, () -> loop.callSoon(() -> {}));
      assertRefused(loop, () -> loop.callLater(ofSeconds(1), () -> {}));
      assertRefused(loop, () -> loop.callAt(0, () -> {}));
      loop.setDebug(false);
      assertThat(refusal(loop, () -> loop.callSoon(() -> {}))).isNull();
    }
  }

  private static void assertRefused(EventLoop loop, Runnable use) {
    assertThat(refusal(loop, use))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "Non-thread-safe operation invoked on an event loop other than the current one");
  }

  /** What another thread gets that uses the loop while it runs. */
  private static @Nullable Throwable refusal(EventLoop loop, Runnable use) {
    CompletableFuture<Throwable> used = new CompletableFuture<>();
    loop.callSoon(
        () -> {
          used.complete(
              CompletableFuture.runAsync(use)
                  .handle((nothing, error) -> error == null ? null : error.getCause())
                  .join());
          loop.stop();
        });
    loop.runForever();
    return used.join();
  }

  /** 290: a loop that does not run belongs to nobody. */
  @Test
  void aLoopThatDoesNotRunMayBeUsedByAnyThread() {
    try (EventLoop loop = new VirtualTimeLoop()) {
      loop.setDebug(true);
      CompletableFuture.runAsync(() -> loop.callSoon(loop::stop)).join();
      loop.runForever();
    }
  }

  /** 292. */
  @Test
  void futuresTasksAndHandlesTellWhereTheyWereMade() {
    String place = " created at DebugModeTest.java:";
    try (EventLoop loop = new VirtualTimeLoop()) {
      assertThat(loop.createFuture()).asString().isEqualTo("<Future pending>");
      loop.setDebug(true);
      Handle handle = loop.callSoon(() -> {});
      Task<Void> task = loop.createTask(slowStep());

      assertThat(loop.createFuture()).asString().startsWith("<Future pending" + place);
      assertThat(handle).asString().startsWith("<Handle ").contains(place);
      assertThat(loop.callLater(ofSeconds(1), () -> {})).asString().contains(place);
      assertThat(task).asString().startsWith("<Task pending ").contains(place);
    }
  }

  /** 292: reports show the thing with its place. */
  @Test
  void reportsTellWhereTheCallbackWasScheduled() {
    try (LogCapture log = new LogCapture();
        EventLoop loop = new VirtualTimeLoop()) {
      loop.setDebug(true);
      loop.callSoon(
          () -> {
            throw new IllegalStateException("callback");
          });
      loop.callSoon(loop::stop);
      loop.runForever();

      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("SEVERE Exception in callback ")
          .contains("handle: <Handle ")
          .contains(" created at DebugModeTest.java:");
    }
  }

  /** 293: also whether slow callbacks are reported. */
  @Test
  void aSystemPropertyOrTheEnvironmentTurnsItOnFromTheStart() {
    assertThat(debugProgram(List.of(), Map.of("WEFT_DEBUG", "")))
        .contains("debug false")
        .doesNotContain("Executing");
    assertThat(debugProgram(List.of("-Dweft.debug=true"), Map.of()))
        .contains("debug true")
        .contains("Executing <Handle ");
    assertThat(debugProgram(List.of(), Map.of("WEFT_DEBUG", "1")))
        .contains("debug true")
        .contains("Executing <Handle ");
  }

  private static String debugProgram(List<String> jvmOptions, Map<String, String> environment) {
    return ChildJvm.run(DebugProgram.class, jvmOptions, environment).output();
  }
}
