package dev.weft.benchmarks.lock;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.OnWeft;
import dev.weft.benchmarks.Sizes;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** What does it cost to wait in line? */
@SuppressWarnings("try") // A permit is only held.
public class Weft extends OnWeft {
  private static final int VISITORS = Sizes.shrunk(Sizes.VISITORS);
  private static final int ROUNDS = Sizes.shrunk(Sizes.ROUNDS);

  private int inside;

  /** 10,000 tasks, of which ten may be inside at once; each gives way there once. */
  @Benchmark
  @OperationsPerInvocation(Sizes.VISITORS)
  public int semaphore() {
    return run(visits());
  }

  /** Ten tasks that take a lock again and again, give way, and hand it on. */
  @Benchmark
  @OperationsPerInvocation(Sizes.HAND_OVERS)
  public int lock() {
    return run(rounds());
  }

  @Async
  private Coroutine<Integer> visits() {
    inside = 0;
    AsyncSemaphore semaphore = new AsyncSemaphore(Sizes.PERMITS);
    List<Coroutine<Void>> visitors = new ArrayList<>();
    for (int i = 0; i < VISITORS; i++) {
      visitors.add(visit(semaphore));
    }
    await(gather(visitors));
    return done(inside);
  }

  @Async
  private Coroutine<Void> visit(AsyncSemaphore semaphore) {
    try (Permit permit = await(semaphore.acquire())) {
      inside++;
      await(yieldNow());
    }
    return done();
  }

  @Async
  private Coroutine<Integer> rounds() {
    inside = 0;
    AsyncLock lock = new AsyncLock();
    List<Coroutine<Void>> owners = new ArrayList<>();
    for (int i = 0; i < Sizes.OWNERS; i++) {
      owners.add(own(lock));
    }
    await(gather(owners));
    return done(inside);
  }

  @Async
  private Coroutine<Void> own(AsyncLock lock) {
    for (int i = 0; i < ROUNDS; i++) {
      try (Permit permit = await(lock.acquire())) {
        inside++;
        await(yieldNow());
      }
    }
    return done();
  }
}
