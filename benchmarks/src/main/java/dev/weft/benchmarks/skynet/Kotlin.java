package dev.weft.benchmarks.skynet;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** {@code async} on the loop of {@code runBlocking}. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Kotlin extends Workload {
  /** Each leaf gives its number, each other coroutine the sum of its children's. */
  @Benchmark
  public long skynet() {
    return KotlinSkynet.skynet(Sizes.shrunk(Sizes.LEAVES));
  }
}
