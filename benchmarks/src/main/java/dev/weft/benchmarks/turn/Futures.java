package dev.weft.benchmarks.turn;

import dev.weft.benchmarks.RunQueue;
import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Futures that an executor of one thread completes. */
@SuppressWarnings("FutureReturnValueIgnored") // RunQueue.run tells of a step that failed.
public class Futures extends Workload {
  private static final int TURNS = Sizes.shrunk(Sizes.TURNS);
  private static final int TURNS_EACH = Sizes.shrunk(Sizes.TURNS_EACH);

  private final RunQueue loop = new RunQueue();

  /** One chain gives way, to nobody. */
  @Benchmark
  @OperationsPerInvocation(Sizes.TURNS)
  public int oneTask() {
    return loop.run(new Turns(TURNS).start());
  }

  /** A thousand chains give way to each other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.TURNS_OF_ALL)
  public int thousandTasks() {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < Sizes.TASKS; i++) {
      all.add(new Turns(TURNS_EACH).start());
    }
    loop.run(CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)));
    int sum = 0;
    for (CompletableFuture<Integer> turns : all) {
      sum += turns.join();
    }
    return sum;
  }

  /** A loop by hand: composing the futures would keep all of them until the last is done. */
  private final class Turns {
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final int count;
    private int done;

    Turns(int count) {
      this.count = count;
    }

    CompletableFuture<Integer> start() {
      next();
      return end;
    }

    private void next() {
      if (done < count) {
        done++;
        loop.yieldNow().thenRun(this::next);
      } else {
        end.complete(done);
      }
    }
  }
}
