package dev.weft.benchmarks.skynet;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.OnWeft;
import dev.weft.benchmarks.Sizes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** How long takes a tree of tasks, each with ten children, that has a million leaves? */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Weft extends OnWeft {
  /** Each leaf gives its number, each other task the sum of its children's. */
  @Benchmark
  public long skynet() {
    return run(node(0, Sizes.shrunk(Sizes.LEAVES)));
  }

  @Async
  private static Coroutine<Long> node(long first, int leaves) {
    if (leaves == 1) {
      return done(first);
    }
    List<Coroutine<Long>> children = new ArrayList<>(10);
    for (int i = 0; i < 10; i++) {
      children.add(node(first + (long) i * (leaves / 10), leaves / 10));
    }
    long sum = 0;
    for (long part : await(gather(children))) {
      sum += part;
    }
    return done(sum);
  }
}
