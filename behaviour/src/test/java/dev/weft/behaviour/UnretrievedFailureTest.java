package dev.weft.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.ExceptionContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Failures that nobody has seen when their future is collected: semantics 64. */
class UnretrievedFailureTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final List<ExceptionContext> reports = Loops.collectReports(loop);
  private final Exception error = new Exception("mine");

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** 64. */
  @Test
  void theFailureOfAFutureIsReportedWhenItIsCollected() {
    loop.createFuture().setException(error);

    assertThat(reportArrives()).isTrue();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).message()).isEqualTo("Future exception was never retrieved");
    assertThat(reports.get(0).exception()).isSameAs(error);
  }

  /** 64. */
  @Test
  void theFailureOfATaskIsReportedWhenItIsCollected() throws Exception {
    loop.createTask(failing(), "mine");
    Loops.turn(loop);

    assertThat(reportArrives()).isTrue();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).message()).isEqualTo("Task exception was never retrieved");
    assertThat(reports.get(0).exception()).isSameAs(error);
    assertThat(reports.get(0).about()).contains("Task mine").contains(".failing");
  }

  @Async
  private Coroutine<Void> failing() throws Exception {
    throw error;
  }

  /** 64: no collector needed: what is unseen when the loop closes is told then. */
  @Test
  void theFailureOfAFutureThatIsStillThereIsReportedWhenTheLoopCloses() {
    Future<Object> future = loop.createFuture();
    future.setException(error);

    loop.close();

    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).future()).isSameAs(future);
    assertThat(reports.get(0).exception()).isSameAs(error);
  }

  /** 64. */
  @Test
  void aFailureThatWasAskedForIsNotReported() {
    assertNotReported(Future::exception);
  }

  /** 64. */
  @Test
  void aFailureThatWasThrownIsNotReported() {
    assertNotReported(
        future -> {
          try {
            future.result();
          } catch (Throwable thrown) {
            assertThat(thrown).isSameAs(error);
          }
        });
  }

  /** 64. */
  @Test
  void theFailureOfAFutureThatSomebodyTriedToCancelIsNotReported() {
    assertNotReported(future -> assertThat(future.cancel()).isFalse());
  }

  /** 64. */
  @Test
  void theFailureOfATaskThatSomebodyTriedToCancelIsNotReported() throws Exception {
    Task<Void> task = loop.createTask(failing());
    Loops.turn(loop);
    assertThat(task.cancel()).isFalse();

    loop.close();

    assertThat(reports).isEmpty();
  }

  /** 64. */
  @Test
  void aResultNobodyAskedForIsNotReported() {
    loop.createFuture().setResult("result");
    loop.createFuture().cancel();

    loop.close();

    assertThat(reports).isEmpty();
  }

  private void assertNotReported(Consumer<Future<?>> taker) {
    Future<Object> future = loop.createFuture();
    future.setException(error);
    taker.accept(future);

    loop.close(); // Which would report what is unseen.

    assertThat(reports).isEmpty();
  }

  private boolean reportArrives() {
    return Garbage.collectUntil(
        () -> {
          Loops.turn(loop);
          return !reports.isEmpty();
        });
  }
}
