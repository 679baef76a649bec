package dev.weft.benchmarks.task;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.OnWeft;
import dev.weft.benchmarks.Sizes;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** What does it cost to create a task and take its result? */
public class Weft extends OnWeft {
  private static final int CREATED = Sizes.shrunk(Sizes.CREATED);
  private static final int GATHERED = Sizes.shrunk(Sizes.GATHERED);

  /** One after the other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.CREATED)
  public int createAndAwait() {
    return run(oneByOne());
  }

  /** All at once. */
  @Benchmark
  @OperationsPerInvocation(Sizes.GATHERED)
  public int gathered() {
    return run(allAtOnce());
  }

  @Async
  private static Coroutine<Integer> oneByOne() {
    int sum = 0;
    for (int i = 0; i < CREATED; i++) {
      sum += await(createTask(leaf(i & 63)));
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> allAtOnce() {
    List<Coroutine<Integer>> children = new ArrayList<>();
    for (int i = 0; i < GATHERED; i++) {
      children.add(leaf(i & 63));
    }
    int sum = 0;
    for (int result : await(gather(children))) {
      sum += result;
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> leaf(int x) {
    return done(x + 1);
  }
}
