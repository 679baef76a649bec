package dev.weft.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.CancelledError;
import dev.weft.Future;
import dev.weft.InvalidStateException;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The states of a future: semantics 47 to 52 and 63. */
class FutureTest {
  private final VirtualTimeLoop loop = new VirtualTimeLoop();
  private final Future<String> future = loop.createFuture();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** 47. */
  @Test
  void aNewFutureIsNeitherDoneNorCancelled() {
    assertThat(future.isDone()).isFalse();
    assertThat(future.isCancelled()).isFalse();
  }

  /** 48. */
  @Test
  void aPendingFutureHasNeitherResultNorException() {
    assertThatThrownBy(future::result)
        .isInstanceOf(InvalidStateException.class)
        .hasMessageStartingWith("Result is not set");
    assertThatThrownBy(future::exception)
        .isInstanceOf(InvalidStateException.class)
        .hasMessageStartingWith("Exception is not set");
  }

  /** 49. */
  @Test
  void aResultIsSetOnceAndForEver() {
    future.setResult("result");

    assertThat(future.isDone()).isTrue();
    assertThat(future.isCancelled()).isFalse();
    assertThat(future.result()).isEqualTo("result");
    assertThat(future.exception()).isNull();
    assertSetsNothing();
    assertThat(future.result()).isEqualTo("result");
  }

  /** 49: null is a result. */
  @Test
  void nullIsAResultLikeAnyOther() {
    future.setResult(null);

    assertThat(future.isDone()).isTrue();
    assertThat(future.result()).isNull();
    assertSetsNothing();
  }

  /** 50. */
  @Test
  void anExceptionComesOutAsTheVeryObject() {
    Exception error = new Exception("mine");

    future.setException(error);

    assertThat(future.isDone()).isTrue();
    assertThat(future.isCancelled()).isFalse();
    assertThat(future.exception()).isSameAs(error);
    assertThatThrownBy(future::result).isSameAs(error);
    assertThatThrownBy(future::result).isSameAs(error);
    assertSetsNothing();
  }

  /** 51. */
  @Test
  void aCancelledFutureThrowsItsMessage() {
    assertThat(future.cancel("enough")).isTrue();

    assertThat(future.isDone()).isTrue();
    assertThat(future.isCancelled()).isTrue();
    assertThatThrownBy(future::result).isInstanceOf(CancelledError.class).hasMessage("enough");
    assertThatThrownBy(future::exception).isInstanceOf(CancelledError.class).hasMessage("enough");
    assertSetsNothing();
    assertThat(future.isCancelled()).isTrue();
  }

  /** 51. */
  @Test
  void aFutureCancelledWithoutAMessageThrowsNone() {
    future.cancel();

    assertThatThrownBy(future::result).isInstanceOf(CancelledError.class).hasMessage(null);
  }

  /** 52. */
  @Test
  void cancellingAFinishedFutureChangesNothing() {
    future.setResult("result");
    Future<String> failed = loop.createFuture();
    Exception error = new Exception("mine");
    failed.setException(error);

    assertThat(future.cancel("late")).isFalse();
    assertThat(failed.cancel("late")).isFalse();

    assertThat(future.isCancelled()).isFalse();
    assertThat(future.result()).isEqualTo("result");
    assertThat(failed.exception()).isSameAs(error);
  }

  /** A done future takes no other result, exception or cancellation. */
  private void assertSetsNothing() {
    assertThatThrownBy(() -> future.setResult("other")).isInstanceOf(InvalidStateException.class);
    assertThatThrownBy(() -> future.setException(new Exception("other")))
        .isInstanceOf(InvalidStateException.class);
    assertThat(future.cancel()).isFalse();
  }

  /** 63. */
  @Test
  void aFutureNeedsALoop() {
    assertThatThrownBy(Future::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no running event loop");
    loop.callSoon(() -> future.setResult(new Future<>().loop() == loop ? "ours" : "other"));

    assertThat(loop.runUntilComplete(future)).isEqualTo("ours");
  }
}
