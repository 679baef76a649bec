package dev.weft.benchmarks.turn;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.OnWeft;
import dev.weft.benchmarks.Sizes;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** What does it cost to give way and come back? */
public class Weft extends OnWeft {
  private static final int TURNS = Sizes.shrunk(Sizes.TURNS);
  private static final int TURNS_EACH = Sizes.shrunk(Sizes.TURNS_EACH);

  /** One task gives way, to nobody. */
  @Benchmark
  @OperationsPerInvocation(Sizes.TURNS)
  public int oneTask() {
    return run(turns(TURNS));
  }

  /** A thousand tasks give way to each other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.TURNS_OF_ALL)
  public int thousandTasks() {
    return run(all());
  }

  @Async
  private static Coroutine<Integer> all() {
    List<Coroutine<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < Sizes.TASKS; i++) {
      tasks.add(turns(TURNS_EACH));
    }
    int sum = 0;
    for (int turns : await(gather(tasks))) {
      sum += turns;
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> turns(int count) {
    int done = 0;
    while (done < count) {
      await(yieldNow());
      done++;
    }
    return done(done);
  }
}
