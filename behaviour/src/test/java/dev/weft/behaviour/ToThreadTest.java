package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.toThread;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Blocking code awaited: semantics 38 to 41. */
class ToThreadTest {
  private static final ContextVar<String> USER = new ContextVar<>("user", "nobody");

  private final AtomicInteger calls = new AtomicInteger();

  /** 38. */
  @Test
  void toThreadCallsOnceInAnotherThreadAndGivesTheResult() {
    Thread thread = VirtualTimeLoop.run(threadOfJob());

    assertThat(thread).isNotSameAs(Thread.currentThread());
    assertThat(calls).hasValue(1);
  }

  @Async
  private Coroutine<Thread> threadOfJob() {
    Thread thread =
        await(
            toThread(
                () -> {
                  calls.incrementAndGet();
                  return Thread.currentThread();
                }));
    return done(thread);
  }

  /** 38. */
  @Test
  void toThreadThrowsWhatTheJobThrew() {
    Exception error = new Exception("mine");

    assertThatThrownBy(() -> VirtualTimeLoop.run(failingJob(error))).isSameAs(error);
  }

  @Async
  private static Coroutine<Void> failingJob(Exception error) {
    await(
        toThread(
            () -> {
              throw error;
            }));
    return done();
  }

  /** 39. */
  @Test
  void theJobSeesTheCallersContextAndTheCallerNothingOfTheJobs() {
    assertThat(VirtualTimeLoop.run(contexts()))
        .containsExactly("job sees caller's", "caller sees caller's");
  }

  @Async
  private static Coroutine<List<String>> contexts() {
    List<String> seen = new ArrayList<>();
    USER.set("caller's");
    String inJob =
        await(
            toThread(
                () -> {
                  String before = USER.get();
                  USER.set("job's");
                  return before;
                }));
    seen.add("job sees " + inJob);
    seen.add("caller sees " + USER.get());
    return done(seen);
  }

  /** 40. */
  @Test
  void tenJobsInOneGatherAllRun() {
    List<Integer> results = VirtualTimeLoop.run(tenJobs());

    assertThat(results).containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
    assertThat(calls).hasValue(10);
  }

  @Async
  private Coroutine<List<Integer>> tenJobs() {
    List<Coroutine<Integer>> jobs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int number = i;
      jobs.add(
          toThread(
              () -> {
                calls.incrementAndGet();
                return number;
              }));
    }
    return done(await(gather(jobs)));
  }

  /** 41. */
  @Test
  void cancellingTheTaskLetsTheThreadGoOnUninterrupted() throws InterruptedException {
    Blocker blocker = new Blocker();

    assertThat(VirtualTimeLoop.run(cancelled(blocker))).isEqualTo("cancelled while blocked");
    blocker.ended.await();

    assertThat(blocker.interrupted).isFalse();
  }

  @Async
  private static Coroutine<String> cancelled(Blocker blocker) throws InterruptedException {
    Task<String> task = createTask(inThread(blocker));
    await(yieldNow());
    blocker.started.await();
    task.cancel();
    try {
      return done(await(task));
    } catch (CancelledError e) {
      boolean stillBlocked = blocker.ended.getCount() == 1;
      blocker.release.countDown();
      return done("cancelled " + (stillBlocked ? "while blocked" : "at the end"));
    }
  }

  @Async
  private static Coroutine<String> inThread(Blocker blocker) {
    return toThread(blocker::block);
  }

  /** A call that ends when it is told to. */
  private static final class Blocker {
    final CountDownLatch started = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    final CountDownLatch ended = new CountDownLatch(1);
    final AtomicBoolean interrupted = new AtomicBoolean();

    String block() {
      started.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        interrupted.set(true);
      }
      ended.countDown();
      return "result";
    }
  }
}
