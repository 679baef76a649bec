package dev.weft.benchmarks.queue;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Channels on the loop of {@code runBlocking}. */
@OperationsPerInvocation(Sizes.ITEMS)
public class Kotlin extends Workload {
  private static final int ITEMS = Sizes.shrunk(Sizes.ITEMS);

  /** A ball goes to and fro between two coroutines, over two channels for one item. */
  @Benchmark
  public int pingPong() {
    return KotlinQueues.pingPong(ITEMS);
  }

  /** One coroutine fills a channel of 1,024, the other empties it. */
  @Benchmark
  public int buffered() {
    return KotlinQueues.buffered(ITEMS, Sizes.CAPACITY);
  }
}
