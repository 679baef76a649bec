package dev.weft.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What does a plain call cost here? The floor that every other figure is compared with. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {
  private int value = 21;

  /** Creates the state of one benchmark thread. */
  public CallBenchmark() {}

  /** A call that is inlined away. */
  @Benchmark
  public int plainCall() {
    return twice(value);
  }

  private static int twice(int value) {
    return value + value;
  }
}
