package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.waitUntil;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.ReturnWhen.ALL_COMPLETED;
import static dev.weft.ReturnWhen.FIRST_COMPLETED;
import static dev.weft.ReturnWhen.FIRST_EXCEPTION;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.Waited;
import dev.weft.testing.VirtualTimeLoop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** asyncio.wait: semantics 143 to 149. */
class WaitUntilTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 143. */
  @Test
  void failuresAndCancellationsOfTheFuturesAreNotThrown() {
    VirtualTimeLoop.run(waitForAll());
  }

  @Async
  private Coroutine<Void> waitForAll() {
    IllegalStateException error = new IllegalStateException("B");
    Task<String> a = createTask(workers.sleeper("A", 1));
    Task<String> b = createTask(workers.failing("B", 2, error));
    Task<String> c = createTask(workers.sleeper("C", 10));
    c.loop().callLater(ofSeconds(1), c::cancel);

    Waited<String> waited = await(waitUntil(List.of(a, b, c), ALL_COMPLETED));
    assertThat(waited.done()).containsExactly(a, b, c);
    assertThat(waited.pending()).isEmpty();
    assertThat(b.exception()).isSameAs(error);
    assertThat(c.isCancelled()).isTrue();
    return done();
  }

  /** 144: an empty collection; the rest is the compiler's. */
  @Test
  void emptyCollectionIsRefused() {
    assertThatThrownBy(() -> waitUntil(List.<Task<String>>of(), ALL_COMPLETED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Set of Tasks/Futures is empty.");
  }

  /** 145. */
  @Test
  void duplicatesCollapse() {
    VirtualTimeLoop.run(waitForDuplicates());
  }

  @Async
  private Coroutine<Void> waitForDuplicates() {
    Task<String> a = createTask(workers.sleeper("A", 1));
    Task<String> b = createTask(workers.sleeper("B", 2));
    Waited<String> waited = await(waitUntil(List.of(a, b, a), ALL_COMPLETED));
    assertThat(waited.done()).containsExactly(a, b);
    return done();
  }

  /** 146. */
  @Test
  void firstCompletedGivesEverythingThatIsDoneTwoTurnsLater() {
    VirtualTimeLoop.run(waitForFirst());

    assertThat(trace.events())
        .containsExactly("[0]t=1 B end", "[0]t=1 C end", "[2]t=1 done [B, C] pending 1");
  }

  @Async
  private Coroutine<Void> waitForFirst() {
    Future<String> a = new Future<>();
    Task<String> b = createTask(workers.sleeper("B", 1));
    Task<String> c = createTask(workers.sleeper("C", 1));
    Waited<String> waited = await(waitUntil(List.of(a, b, c), FIRST_COMPLETED));
    List<String> names = waited.done().stream().map(Future::result).toList();
    trace.log("done " + names + " pending " + waited.pending().size());
    assertThat(waited.pending()).containsExactly(a);
    return done();
  }

  /** 147: a failure. */
  @Test
  void firstExceptionReturnsAtAFailure() {
    VirtualTimeLoop.run(waitForFailure());

    assertThat(trace.events())
        .containsExactly("[0]t=1 A end", "[3]t=2 B fails", "[5]t=2 done 2 pending 1");
  }

  @Async
  private Coroutine<Void> waitForFailure() {
    Task<String> a = createTask(workers.sleeper("A", 1));
    Task<String> b = createTask(workers.failing("B", 2, new IllegalStateException("B")));
    Future<String> c = new Future<>();
    Waited<String> waited = await(waitUntil(List.of(a, b, c), FIRST_EXCEPTION));
    trace.log("done " + waited.done().size() + " pending " + waited.pending().size());
    assertThat(b.exception()).hasMessage("B");
    return done();
  }

  /** 147: a cancellation is none. */
  @Test
  void firstExceptionDoesNotReturnAtACancellation() {
    VirtualTimeLoop.run(waitPastCancellation());

    assertThat(trace.words()).containsExactly("A cancelled", "B end", "done 2 pending 0");
  }

  @Async
  private Coroutine<Void> waitPastCancellation() {
    Task<String> a = createTask(workers.sleeper("A", 10));
    Task<String> b = createTask(workers.sleeper("B", 2));
    a.loop().callLater(ofSeconds(1), a::cancel);
    Waited<String> waited = await(waitUntil(List.of(a, b), FIRST_EXCEPTION));
    trace.log("done " + waited.done().size() + " pending " + waited.pending().size());
    return done();
  }

  /** 148. */
  @Test
  void timeoutGivesWhatIsDoneAndCancelsNothing() {
    VirtualTimeLoop.run(waitTwoSeconds());

    assertThat(trace.words()).containsExactly("A end", "timed out", "B end");
  }

  @Async
  private Coroutine<Void> waitTwoSeconds() {
    Task<String> a = createTask(workers.sleeper("A", 1));
    Task<String> b = createTask(workers.sleeper("B", 3));
    Waited<String> waited = await(waitUntil(List.of(a, b), ALL_COMPLETED, ofSeconds(2)));
    trace.log("timed out");
    assertThat(waited.done()).containsExactly(a);
    assertThat(waited.pending()).containsExactly(b);
    assertThat(b.cancelling()).isZero();
    await(b);
    return done();
  }

  /** 148: it is a timer, though one that is due. */
  @Test
  void zeroTimeoutStillSuspends() {
    VirtualTimeLoop.run(waitNoTime());

    assertThat(trace.events()).containsExactly("[0] waits", "[1] others run", "[2] done 0");
  }

  @Async
  private Coroutine<Void> waitNoTime() {
    Future<String> never = new Future<>();
    trace.log("waits");
    never.loop().callSoon(() -> trace.log("others run"));
    Waited<String> waited = await(waitUntil(List.of(never), ALL_COMPLETED, ZERO));
    trace.log("done " + waited.done().size());
    return done();
  }

  /** 149. */
  @Test
  void waitingForWhatIsDoneTakesTwoTurns() {
    VirtualTimeLoop.run(waitForDone());

    assertThat(trace.events()).containsExactly("[0] waits", "[2] done 1");
  }

  @Async
  private Coroutine<Void> waitForDone() {
    Future<String> ready = new Future<>();
    ready.setResult("R");
    await(yieldNow());
    trace.log("waits");
    Waited<String> waited = await(waitUntil(List.of(ready), FIRST_COMPLETED));
    trace.log("done " + waited.done().size());
    return done();
  }

  /** 143: when the waiter itself is cancelled. */
  @Test
  void cancellingTheWaiterCancelsNothingElse() {
    VirtualTimeLoop.run(cancelTheWaiter());

    assertThat(trace.words()).containsExactly("w CancelledError(mm)", "A end");
  }

  @Async
  private Coroutine<Void> cancelTheWaiter() {
    Task<String> a = createTask(workers.sleeper("A", 2));
    Task<Waited<String>> waiting =
        createTask(workers.waiter("w", waitUntil(List.of(a), ALL_COMPLETED)));
    await(sleep(ofSeconds(1)));
    waiting.cancel("mm");
    await(yieldNow());
    assertThat(waiting.isCancelled()).isTrue();
    assertThat(await(a)).isEqualTo("A");
    return done();
  }
}
