package dev.weft.behaviour;

import static dev.weft.Asyncio.asCompleted;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Futures in the order in which they are done: semantics 163 to 166, 168 to 170. The iterator is
 * advanced by hand; an async for loop does the same.
 */
class AsCompletedTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);

  /** 163 and 170. */
  @Test
  void resultsComeInTheOrderOfCompletionTwoTurnsLater() {
    VirtualTimeLoop.run(collectSleepers());

    assertThat(trace.events())
        .containsExactly(
            "[0]t=1 B end",
            "[2]t=1 got B",
            "[4]t=2 C end",
            "[6]t=2 got C",
            "[8]t=3 A end",
            "[10]t=3 got A");
  }

  @Async
  private Coroutine<Void> collectSleepers() {
    AsyncIterator<Future<String>> completed =
        asCompleted(
                List.of(workers.sleeper("A", 3), workers.sleeper("B", 1), workers.sleeper("C", 2)))
            .iterator();
    while (await(completed.advance())) {
      trace.log("got " + completed.next().result());
    }
    return done();
  }

  /** 163: a failure comes with its turn. */
  @Test
  void failedFutureIsOneOfThem() {
    VirtualTimeLoop.run(collectFailure());
  }

  @Async
  private Coroutine<Void> collectFailure() {
    IllegalStateException error = new IllegalStateException("B");
    AsyncIterator<Future<String>> completed =
        asCompleted(List.of(workers.sleeper("A", 2), workers.failing("B", 1, error))).iterator();

    assertThat(await(completed.advance())).isTrue();
    assertThat(completed.next().exception()).isSameAs(error);
    assertThat(await(completed.advance())).isTrue();
    assertThat(completed.next().result()).isEqualTo("A");
    assertThat(await(completed.advance())).isFalse();
    return done();
  }

  /** 164. */
  @Test
  void duplicatesCollapse() {
    VirtualTimeLoop.run(collectDuplicates());

    assertThat(trace.words()).containsExactly("A end", "got A", "got f");
  }

  @Async
  private Coroutine<Void> collectDuplicates() {
    Coroutine<String> a = workers.sleeper("A", 1);
    Future<String> f = new Future<>();
    f.loop().callLater(ofSeconds(2), () -> f.setResult("f"));
    AsyncIterator<Future<String>> completed = asCompleted(List.of(a, f, a, f)).iterator();
    while (await(completed.advance())) {
      trace.log("got " + completed.next().result());
    }
    return done();
  }

  /** 165 and 168. */
  @Test
  void timeoutEndsTheIterationAndCancelsNothing() {
    VirtualTimeLoop.run(collectForTwoSeconds());

    assertThat(trace.words())
        .containsExactly("A end", "got A", "timed out", "timed out", "no more", "B end", "C end");
  }

  @Async
  private Coroutine<Void> collectForTwoSeconds() {
    Task<String> a = createTask(workers.sleeper("A", 1));
    Task<String> b = createTask(workers.sleeper("B", 3));
    Task<String> c = createTask(workers.sleeper("C", 4));
    AsyncIterator<Future<String>> completed =
        asCompleted(List.of(a, b, c), ofSeconds(2)).iterator();
    boolean more = true;
    while (more) {
      try {
        more = await(completed.advance());
        trace.log(more ? "got " + completed.next().result() : "no more");
      } catch (Exception e) {
        assertThat(e).isInstanceOf(TimeoutException.class);
        trace.log("timed out");
      }
    }
    await(c);
    assertThat(b.cancelling() + c.cancelling()).isZero();
    return done();
  }

  /** 166: a timer that is left would cost the loop a turn on the way to a later one. */
  @Test
  void timerIsGoneWhenAllAreDone() {
    VirtualTimeLoop.run(collectInTime());

    assertThat(trace.events())
        .containsExactly("[0]t=1 A end", "[2]t=1 no more", "[4]t=201 slept on");
  }

  @Async
  private Coroutine<Void> collectInTime() {
    AsyncIterator<Future<String>> completed =
        asCompleted(List.of(workers.sleeper("A", 1)), ofSeconds(100)).iterator();
    assertThat(await(completed.advance())).isTrue();
    assertThat(await(completed.advance())).isFalse();
    trace.log("no more");
    await(sleep(ofSeconds(200)));
    trace.log("slept on");
    return done();
  }

  /** 168: what went in comes out. */
  @Test
  void futuresAreTheOnesPassedInAndCoroutinesComeAsTasks() {
    VirtualTimeLoop.run(collectSame());
  }

  @Async
  private Coroutine<Void> collectSame() {
    Task<String> task = createTask(workers.sleeper("A", 1));
    Future<String> future = new Future<>();
    future.loop().callLater(ofSeconds(2), () -> future.setResult("f"));
    List<Future<String>> seen = new ArrayList<>();
    AsyncIterator<Future<String>> completed =
        asCompleted(List.of(workers.sleeper("C", 3), future, task)).iterator();
    while (await(completed.advance())) {
      Future<String> next = completed.next();
      assertThat(next.isDone()).isTrue();
      seen.add(next);
    }

    assertThat(seen).startsWith(task, future).hasSize(3);
    assertThat(seen.get(2)).isInstanceOf(Task.class).isNotSameAs(currentTask());
    return done();
  }

  /** 169. */
  @Test
  void iterationCanBeLeftAndTakenUpAgain() {
    VirtualTimeLoop.run(collectInTwoLoops());

    assertThat(trace.words()).containsExactly("first A", "second B", "second C");
  }

  @Async
  private Coroutine<Void> collectInTwoLoops() {
    AsyncIterable<Future<String>> completed =
        asCompleted(List.of(sleepQuietly("A", 1), sleepQuietly("B", 2), sleepQuietly("C", 3)));
    await(collect("first ", completed, 1));
    await(sleep(ofSeconds(5)));
    await(collect("second ", completed, 5));
    return done();
  }

  @Async
  private Coroutine<Void> collect(String prefix, AsyncIterable<Future<String>> all, int most) {
    AsyncIterator<Future<String>> completed = all.iterator();
    for (int i = 0; i < most && await(completed.advance()); i++) {
      trace.log(prefix + completed.next().result());
    }
    return done();
  }

  @Async
  private Coroutine<String> sleepQuietly(String name, int seconds) {
    await(sleep(ofSeconds(seconds)));
    return done(name);
  }

  /** 165: who waits when he is cancelled takes nothing away from the next. */
  @Test
  void cancelledAdvanceLosesNoFuture() {
    VirtualTimeLoop.run(cancelAdvance());
  }

  @Async
  private Coroutine<Void> cancelAdvance() {
    Future<String> f = new Future<>();
    AsyncIterator<Future<String>> completed =
        asCompleted(List.of(f, new Future<String>())).iterator();
    Task<Boolean> advance = createTask(completed.advance());
    await(yieldNow());
    f.setResult("f");
    await(yieldNow());
    advance.cancel(); // Its wake-up is on its way.
    try {
      await(advance);
    } catch (CancelledError expected) {
      assertThat(await(completed.advance())).isTrue();
    }
    assertThat(completed.next()).isSameAs(f);
    return done();
  }
}
