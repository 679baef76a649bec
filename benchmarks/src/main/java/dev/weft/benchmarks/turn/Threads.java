package dev.weft.benchmarks.turn;

import dev.weft.benchmarks.OnThreads;
import dev.weft.benchmarks.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** {@code Thread.yield()} on virtual threads. */
public class Threads extends OnThreads {
  private static final int TURNS = Sizes.shrunk(Sizes.TURNS);
  private static final int TURNS_EACH = Sizes.shrunk(Sizes.TURNS_EACH);

  /** One thread gives way, to nobody. */
  @Benchmark
  @OperationsPerInvocation(Sizes.TURNS)
  public int oneTask() throws InterruptedException, ExecutionException {
    return run(() -> turns(TURNS));
  }

  /** A thousand threads give way to each other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.TURNS_OF_ALL)
  public int thousandTasks() throws InterruptedException, ExecutionException {
    return run(this::all);
  }

  private int all() throws InterruptedException, ExecutionException {
    List<Future<Integer>> threads = new ArrayList<>();
    for (int i = 0; i < Sizes.TASKS; i++) {
      threads.add(start(() -> turns(TURNS_EACH)));
    }
    int sum = 0;
    for (Future<Integer> turns : threads) {
      sum += turns.get();
    }
    return sum;
  }

  @SuppressWarnings("ThreadPriorityCheck") // Giving way is what is measured.
  private static int turns(int count) {
    int done = 0;
    while (done < count) {
      Thread.yield();
      done++;
    }
    return done;
  }
}
