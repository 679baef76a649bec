package dev.weft.behaviour;

import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import dev.weft.testing.VirtualTimeLoop;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The protocol between frames and tasks, on frames written by hand. */
class ProtocolTest {
  private static final int MILLION = 1_000_000;

  @Test
  void aHandWrittenFrameSuspendsAndGoesOn() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      Future<Integer> future = loop.createFuture();
      loop.callLater(Duration.ofSeconds(1), () -> future.setResult(21));

      assertThat(loop.runUntilComplete(HandWoven.twice(future))).isEqualTo(42);
    }
  }

  @Test
  void aChainThatDoesNotSuspendTakesOneStep() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      Task<Integer> task = loop.createTask(HandWoven.countUp(40, done(0)));
      Loops.turn(loop);

      assertThat(task.result()).isEqualTo(40);
    }
  }

  @Test
  void recursionAMillionAwaitsDeepNeedsNoStack() {
    assertThat(VirtualTimeLoop.run(HandWoven.countUp(MILLION, done(0)))).isEqualTo(MILLION);
  }

  @Test
  void recursionAMillionAwaitsDeepThatSuspendsNeedsNoStack() {
    Coroutine<Integer> sleeping = sleep(Duration.ofSeconds(1), 0);

    assertThat(VirtualTimeLoop.run(HandWoven.countUp(MILLION, sleeping))).isEqualTo(MILLION);
  }

  @Test
  void aFailureAMillionAwaitsDeepComesOutOnceAndBounded() {
    Coroutine<Integer> failing =
        new Frame<>(
            (self, frame, task) -> {
              throw new IllegalStateException("deep");
            },
            null);

    assertThatThrownBy(() -> VirtualTimeLoop.run(HandWoven.countUp(MILLION, failing)))
        .hasMessage("deep")
        .satisfies(failure -> assertThat(failure.getStackTrace()).hasSizeLessThan(500));
  }

  @Test
  void aLoopOfTailAwaitsKeepsNoFrames() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      WeakReference<?>[] third = new WeakReference<?>[1];
      int[] steps = new int[1];
      Task<Integer> task =
          loop.createTask(
              HandWoven.forEver(
                  MILLION,
                  () -> {
                    Coroutine<Void> step =
                        ++steps[0] % 3 == 0 ? sleep(Duration.ofSeconds(1)) : yieldNow();
                    if (steps[0] == 3) {
                      third[0] = new WeakReference<>(step);
                    } else if (steps[0] == 100) {
                      assertThat(Garbage.collectUntil(() -> third[0].get() == null)).isTrue();
                    }
                    return step;
                  }));

      assertThat(loop.runUntilComplete(task)).isZero();
      assertThat(steps[0]).isEqualTo(MILLION + 1);
    }
  }

  @Test
  void tailAwaitOfAPendingFutureGivesItsValue() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      Future<Integer> future = loop.createFuture();
      loop.callLater(Duration.ofSeconds(1), () -> future.setResult(7));
      Coroutine<Integer> tail =
          new Frame<>(
              (self, frame, task) -> Frame.tail(Frame.await(future, frame, task), frame), null);

      assertThat(loop.runUntilComplete(HandWoven.countUp(3, tail))).isEqualTo(10);
    }
  }

  @Test
  void aTaskThatNobodyHoldsStillRuns() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      boolean[] ran = new boolean[1];
      WeakReference<Task<?>> task = new WeakReference<>(loop.createTask(sleepThen(ran)));
      Loops.turn(loop);
      System.gc();

      assertThat(task.get()).isNotNull();
      loop.runUntilComplete(sleep(Duration.ofSeconds(2)));
      assertThat(ran[0]).isTrue();
    }
  }

  private static Coroutine<Void> sleepThen(boolean[] ran) {
    return new Frame<>(
        (self, frame, task) -> {
          if (frame.state == Frame.START) {
            frame.state = 1;
            return Frame.await(sleep(Duration.ofSeconds(1)), frame, task);
          }
          frame.resumed(task);
          ran[0] = true;
          return null;
        },
        null);
  }

  @Test
  void aFinishedCoroutineKeepsNothing() {
    WeakReference<Object> argument = new WeakReference<>(new Object());
    Frame<Integer> call = new Frame<>((self, frame, task) -> 1, argument.get());
    call.r0 = argument.get();
    VirtualTimeLoop.run(call);
    System.gc();

    assertThat(argument.get()).isNull();
    assertThat(call.r0).isNull();
  }

  @Test
  void aMillionSleepsCancelledLeaveNoTimer() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      for (int i = 0; i < MILLION; i++) {
        loop.createTask(sleep(Duration.ofDays(1)));
      }
      Loops.turn(loop);
      long parked = usedMemory();
      loop.allTasks().forEach(Task::cancel);
      Loops.turn(loop);
      Loops.turn(loop);

      assertThat(loop.allTasks()).isEmpty();
      assertThat(parked - usedMemory()).isGreaterThan(80L * MILLION);
    }
  }

  @Test
  void aMillionParkedTasksTakeLessThan150BytesEach() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      Future<Integer> future = loop.createFuture();
      long before = usedMemory();
      for (int i = 0; i < MILLION; i++) {
        loop.createTask(HandWoven.twice(future));
      }
      for (int turn = 0; turn < 20; turn++) {
        loop.callSoon(() -> {}); // Each time it runs empty the ready queue gives back a half.
        Loops.turn(loop);
      }
      double bytes = (usedMemory() - before) / (double) MILLION;
      System.out.printf("a parked task takes %.0f bytes%n", bytes);

      assertThat(bytes).isLessThan(150);
      future.cancel();
    }
  }

  @Test
  void awaitingACoroutineTwiceIsRefused() {
    Coroutine<Integer> once = HandWoven.countUp(0, done(1));
    VirtualTimeLoop.run(once);

    assertThatThrownBy(() -> VirtualTimeLoop.run(once))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot reuse already awaited coroutine");
  }

  @Test
  void theAwaitStackNamesSourceLines() {
    try (VirtualTimeLoop loop = new VirtualTimeLoop()) {
      Task<Integer> task = loop.createTask(HandWoven.twice(loop.createFuture()));
      Loops.turn(loop);

      assertThat(task.stack().stream().map(StackTraceElement::toString))
          .containsExactly("dev.weft.behaviour.HandWoven.twice(HandWoven.java:17)");
      task.cancel();
    }
  }

  private static long usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
