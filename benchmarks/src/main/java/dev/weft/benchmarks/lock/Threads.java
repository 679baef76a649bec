package dev.weft.benchmarks.lock;

import dev.weft.benchmarks.OnThreads;
import dev.weft.benchmarks.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** The JDK's semaphore and lock between virtual threads. */
@SuppressWarnings("ThreadPriorityCheck") // They give way to each other, as all peers do here.
public class Threads extends OnThreads {
  private static final int VISITORS = Sizes.shrunk(Sizes.VISITORS);
  private static final int ROUNDS = Sizes.shrunk(Sizes.ROUNDS);

  /** 10,000 threads, of which ten may be inside at once. */
  @Benchmark
  @OperationsPerInvocation(Sizes.VISITORS)
  public int semaphore() throws InterruptedException, ExecutionException {
    return run(this::visits);
  }

  /** Ten threads that hand a lock to each other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.HAND_OVERS)
  public int lock() throws InterruptedException, ExecutionException {
    return run(this::rounds);
  }

  private int visits() throws InterruptedException, ExecutionException {
    Semaphore semaphore = new Semaphore(Sizes.PERMITS);
    AtomicInteger inside = new AtomicInteger();
    List<Callable<Void>> visitors = new ArrayList<>();
    for (int i = 0; i < VISITORS; i++) {
      visitors.add(
          () -> {
            semaphore.acquire();
            try {
              inside.incrementAndGet();
              Thread.yield();
            } finally {
              semaphore.release();
            }
            return null;
          });
    }
    all(visitors);
    return inside.get();
  }

  private int rounds() throws InterruptedException, ExecutionException {
    ReentrantLock lock = new ReentrantLock(true); // Fair: else one thread has all its rounds.
    AtomicInteger inside = new AtomicInteger();
    List<Callable<Void>> owners = new ArrayList<>();
    for (int i = 0; i < Sizes.OWNERS; i++) {
      owners.add(
          () -> {
            for (int round = 0; round < ROUNDS; round++) {
              lock.lock();
              try {
                inside.incrementAndGet();
                Thread.yield();
              } finally {
                lock.unlock();
              }
            }
            return null;
          });
    }
    all(owners);
    return inside.get();
  }

  private void all(List<Callable<Void>> work) throws InterruptedException, ExecutionException {
    List<Future<Void>> threads = new ArrayList<>();
    for (Callable<Void> each : work) {
      threads.add(start(each));
    }
    for (Future<Void> thread : threads) {
      thread.get();
    }
  }
}
