package dev.weft.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Context;
import dev.weft.ContextVar;
import dev.weft.ExceptionContext;
import dev.weft.Future;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is told when a future is done: semantics 53 to 56 and 58 to 60. */
class FutureCallbacksTest {
  private static final ContextVar<String> PLACE = new ContextVar<>("place", "nowhere");

  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final Future<String> future = loop.createFuture();
  private final Trace trace = new Trace();
  private final List<ExceptionContext> reports = Loops.collectReports(loop);

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  private Consumer<Future<String>> logging(String name) {
    return done -> trace.log(name + " " + done.result());
  }

  /** 53. */
  @Test
  void callbacksRunInTheNextTurnInTheOrderInWhichTheyWereAdded() {
    future.addDoneCallback(logging("first"));
    future.addDoneCallback(logging("second"));
    loop.callSoon(
        () -> {
          trace.log("set");
          future.setResult("r");
          trace.log("was set");
        });

    Loops.turn(loop);
    Loops.turn(loop);

    assertThat(trace.events())
        .containsExactly("[0] set", "[0] was set", "[1] first r", "[1] second r");
  }

  /** 53: also after a failure and a cancellation. */
  @Test
  void callbacksRunHoweverTheFutureEnded() {
    Future<String> failed = loop.createFuture();
    List<Future<?>> called = new ArrayList<>();
    future.addDoneCallback(called::add);
    failed.addDoneCallback(called::add);
    failed.setException(new Exception("mine"));
    future.cancel();

    Loops.turn(loop);

    assertThat(called).containsExactly(failed, future);
    assertThat(failed.exception()).isNotNull(); // Retrieved, or its end would be reported.
  }

  /** 54. */
  @Test
  void aCallbackAddedLateIsCalledInTheNextTurnToo() {
    future.setResult("r");
    loop.callSoon(
        () -> {
          future.addDoneCallback(logging("late"));
          trace.log("added");
        });

    Loops.turn(loop);
    Loops.turn(loop);

    assertThat(trace.events()).containsExactly("[0] added", "[1] late r");
  }

  /** 55. */
  @Test
  void aCallbackAddedTwiceIsCalledTwiceAndRemovedAsOften() {
    Consumer<Future<String>> callback = logging("callback");
    Consumer<Future<String>> other = logging("other");
    future.addDoneCallback(callback);
    future.addDoneCallback(other);
    future.addDoneCallback(callback);
    assertThat(future.removeDoneCallback(callback)).isEqualTo(2);
    assertThat(future.removeDoneCallback(callback)).isZero();
    assertThat(future.removeDoneCallback(other)).isEqualTo(1);
    for (int i = 0; i < 6; i++) {
      future.addDoneCallback(callback);
    }
    assertThat(future.removeDoneCallback(callback)).isEqualTo(6);
    future.addDoneCallback(other);
    future.addDoneCallback(other);

    future.setResult("r");
    Loops.turn(loop);

    assertThat(trace.words()).containsExactly("other r", "other r");
  }

  /** 55. */
  @Test
  void equalCallbacksAreOne() {
    future.addDoneCallback(new EqualCallback(1));

    assertThat(future.removeDoneCallback(new EqualCallback(2))).isZero();
    assertThat(future.removeDoneCallback(new EqualCallback(1))).isEqualTo(1);
  }

  private record EqualCallback(int id) implements Consumer<Future<String>> {
    @Override
    public void accept(Future<String> done) {}
  }

  /** 56. */
  @Test
  void removingComesTooLateOnceTheFutureIsDone() {
    Consumer<Future<String>> callback = logging("callback");
    future.addDoneCallback(callback);
    future.setResult("r");

    assertThat(future.removeDoneCallback(callback)).isZero();
    Loops.turn(loop);

    assertThat(trace.words()).containsExactly("callback r");
  }

  /** 58. */
  @Test
  void aCallbackThatThrowsIsReportedAndDoesNotStopTheOthers() {
    RuntimeException error = new RuntimeException("mine");
    future.addDoneCallback(
        done -> {
          throw error;
        });
    future.addDoneCallback(logging("behind"));

    future.setResult("r");
    Loops.turn(loop);

    assertThat(trace.words()).containsExactly("behind r");
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).exception()).isSameAs(error);
    assertThat(reports.get(0).message())
        .startsWith("Exception in callback ")
        .contains(FutureCallbacksTest.class.getSimpleName());
    assertThat(reports.get(0).handle()).isNotNull();
  }

  /** 59. */
  @Test
  void aCallbackRunsInTheContextInWhichItWasAdded() {
    Context given = new Context();
    given.run(() -> PLACE.set("given"));
    loop.callSoon(
        () -> {
          PLACE.set("adder");
          future.addDoneCallback(done -> trace.log("copied " + PLACE.get()));
          future.addDoneCallback(done -> trace.log("handed over " + PLACE.get()), given);
          PLACE.set("changed later");
        });
    loop.callSoon(() -> future.setResult("r"));

    Loops.turn(loop);
    Loops.turn(loop);

    assertThat(trace.words()).containsExactly("copied adder", "handed over given");
  }

  /** 60. */
  @Test
  void callbacksMayAddAndRemoveCallbacks() {
    Consumer<Future<String>> second = logging("second");
    future.addDoneCallback(
        done -> {
          done.removeDoneCallback(second);
          done.addDoneCallback(logging("added"));
          trace.log("first");
        });
    future.addDoneCallback(second);

    future.setResult("r");
    Loops.turn(loop);
    Loops.turn(loop);

    assertThat(trace.events()).containsExactly("[0] first", "[0] second r", "[1] added r");
  }

  /** 60: asyncio's tests do it with an evil {@code __eq__}. */
  @Test
  void comparingACallbackMayRemoveCallbacks() {
    future.addDoneCallback(new EvilCallback());
    future.addDoneCallback(new EvilCallback());
    future.addDoneCallback(logging("behind"));

    assertThat(future.removeDoneCallback(new EqualCallback(3))).isZero();
    future.setResult("r");
    Loops.turn(loop);

    assertThat(reports).isEmpty();
    assertThat(trace.words()).contains("behind r");
  }

  /** Removes another callback whenever it is compared. */
  private final class EvilCallback implements Consumer<Future<String>> {
    private boolean comparing;

    @Override
    public void accept(Future<String> done) {}

    @Override
    public boolean equals(Object other) {
      if (!comparing) {
        comparing = true;
        future.removeDoneCallback(this);
        comparing = false;
        return false;
      }
      return other == this;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}
