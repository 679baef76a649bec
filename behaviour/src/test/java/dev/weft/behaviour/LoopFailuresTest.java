package dev.weft.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CancelledError;
import dev.weft.ExceptionContext;
import dev.weft.Handle;
import dev.weft.KeyboardInterrupt;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callbacks that throw: semantics 14 and 15. */
class LoopFailuresTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final List<ExceptionContext> reports = Loops.collectReports(loop);
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** 14. */
  @Test
  void whatACallbackThrowsIsReportedAndTheTurnGoesOn() {
    RuntimeException error = new RuntimeException("mine");
    Handle handle = callSoonThrowing(error);
    loop.callSoon(() -> events.add("behind"));

    Loops.turn(loop);
    Loops.turn(loop);

    assertThat(events).containsExactly("behind");
    assertThat(reports).hasSize(1);
    ExceptionContext report = reports.get(0);
    assertThat(report.message())
        .startsWith("Exception in callback ")
        .contains(LoopFailuresTest.class.getSimpleName());
    assertThat(report.exception()).isSameAs(error);
    assertThat(report.handle()).isSameAs(handle);
  }

  /** 14. */
  @Test
  void whatATimerThrowsIsReportedWithTheTimer() {
    RuntimeException error = new RuntimeException("mine");
    Handle timer =
        loop.callAt(
            0,
            () -> {
              throw error;
            });

    Loops.turn(loop);

    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).handle()).isSameAs(timer);
  }

  /** 14: asyncio's source_traceback. */
  @Test
  void debugModeTellsWhereTheFailedCallbackWasScheduled() {
    loop.setDebug(true);
    callSoonThrowing(new RuntimeException("mine"));

    Loops.turn(loop);

    assertThat(reports.get(0).handle()).asString().contains(" created at LoopFailuresTest.java:");
  }

  /** 15. */
  @Test
  void anErrorIsReportedLikeAnException() {
    List<Error> errors =
        List.of(
            new AssertionError("mine"),
            new StackOverflowError(),
            new LinkageError(),
            new CancelledError());
    errors.forEach(this::callSoonThrowing);

    Loops.turn(loop);

    assertThat(reports).extracting(ExceptionContext::exception).isEqualTo(errors);
  }

  /** 15. */
  @Test
  void aKeyboardInterruptOrAnErrorOfTheMachineLeavesTheLoopAtOnce() {
    for (Error fatal : List.of(new KeyboardInterrupt(), new OutOfMemoryError("played"))) {
      events.clear();
      callSoonThrowing(fatal);
      loop.callSoon(() -> events.add("behind"));

      assertThatThrownBy(loop::runForever).isSameAs(fatal);
      assertThat(events).isEmpty();
      Loops.turn(loop);

      assertThat(events).containsExactly("behind");
      assertThat(reports).isEmpty();
    }
  }

  private Handle callSoonThrowing(Throwable error) {
    return loop.callSoon(() -> sneakyThrow(error));
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> void sneakyThrow(Throwable error) throws E {
    throw (E) error;
  }
}
