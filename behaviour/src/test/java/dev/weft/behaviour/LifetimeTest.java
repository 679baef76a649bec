package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the garbage collector may take: semantics 89 and 90. */
class LifetimeTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final List<ExceptionContext> reports = Loops.collectReports(loop);
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** 89: our loops hold their tasks, so that none is ever destroyed while pending. */
  @Test
  void aPendingTaskThatNobodyRefersToIsKept() {
    WeakReference<Task<Void>> task = new WeakReference<>(loop.createTask(waitsForItsOwnFuture()));
    Loops.turn(loop);
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    assertThat(task.get()).isNotNull();
    assertThat(loop.allTasks()).hasSize(1);

    loop.close();

    assertThat(events).containsExactly("unwound");
    assertThat(reports).isEmpty();
  }

  @Async
  private Coroutine<Void> waitsForItsOwnFuture() {
    try {
      await(new Future<Void>());
    } finally {
      events.add("unwound");
    }
    return done();
  }

  /** 89. */
  @Test
  void aTaskThatIsDoneIsNotKept() {
    WeakReference<Task<Void>> task = new WeakReference<>(loop.createTask(yields()));
    for (int i = 0; i < 3; i++) {
      Loops.turn(loop);
    }

    assertThat(Garbage.collectUntil(() -> task.get() == null)).isTrue();
  }

  /** To watch a coroutine must not keep the loop in which it was made. */
  @Test
  void aClosedLoopThatDebuggedIsNotKeptByACoroutineThatItKnows() {
    WeakReference<EventLoop> closed = closedLoopWithACoroutine();

    assertThat(Garbage.collectUntil(() -> closed.get() == null)).isTrue();
  }

  private WeakReference<EventLoop> closedLoopWithACoroutine() {
    EventLoop other = new VirtualTimeLoop();
    other.setDebug(true);
    other.callSoon(
        () -> {
          Coroutine<Void> made = yields();
          other.setExceptionHandler((its, context) -> events.add(made + " knows " + context));
          other.createTask(made);
        });
    Loops.turn(other);
    Loops.turn(other);
    Loops.turn(other);
    other.close();
    return new WeakReference<>(other);
  }

  /** 90: in debug mode; without it the watch would cost more than the call. */
  @Test
  void aCoroutineThatIsNeverAwaitedIsReported() {
    loop.setDebug(true);
    loop.callSoon(this::forgetsCoroutine);
    Loops.turn(loop);

    assertThat(
            Garbage.collectUntil(
                () -> {
                  Loops.turn(loop);
                  return !reports.isEmpty();
                }))
        .isTrue();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).message())
        .isEqualTo("coroutine 'dev.weft.behaviour.LifetimeTest.yields' was never awaited");
    assertThat(reports.get(0).exception()).isNotNull();
    assertThat(reports.get(0).exception().getStackTrace())
        .anyMatch(place -> place.getMethodName().equals("forgetsCoroutine"));
  }

  private void forgetsCoroutine() {
    events.add(yields().toString());
  }

  /** 90. */
  @Test
  void aCoroutineMadeOutsideALoopIsLoggedWhenItIsNeverAwaited() {
    loop.setDebug(true);
    try (LogCapture log = new LogCapture()) {
      forgetsCoroutine();

      assertThat(Garbage.collectUntil(() -> !ownErrors(log).isEmpty())).isTrue();
      assertThat(ownErrors(log))
          .containsExactly("coroutine 'dev.weft.behaviour.LifetimeTest.yields' was never awaited");
    }
  }

  /** What is logged of coroutines of this class: others may have left some for the collector. */
  private static List<String> ownErrors(LogCapture log) {
    return log.errors().stream().filter(error -> error.contains("LifetimeTest")).toList();
  }

  /** 90. */
  @Test
  void aCoroutineThatWasAwaitedOrScheduledOrClosedIsNotReported() {
    loop.setDebug(true);
    loop.runUntilComplete(awaitsOne());
    loop.createTask(yields()).cancel();
    yields().close();
    WeakReference<Object> marker = new WeakReference<>(new Object());

    try (LogCapture log = new LogCapture()) {
      Loops.turn(loop);
      Loops.turn(loop);
      assertThat(Garbage.collectUntil(() -> marker.get() == null)).isTrue();
      Loops.turn(loop);
      assertThat(ownErrors(log)).isEmpty();
    }
    assertThat(reports).isEmpty();
  }

  @Async
  private static Coroutine<Void> awaitsOne() {
    await(yields());
    return done();
  }

  @Async
  private static Coroutine<Void> yields() {
    await(yieldNow());
    return done();
  }
}
