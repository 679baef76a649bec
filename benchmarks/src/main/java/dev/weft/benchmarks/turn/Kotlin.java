package dev.weft.benchmarks.turn;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** {@code yield()} on the loop of {@code runBlocking}. */
public class Kotlin extends Workload {
  private static final int TURNS = Sizes.shrunk(Sizes.TURNS);
  private static final int TURNS_EACH = Sizes.shrunk(Sizes.TURNS_EACH);

  /** One coroutine gives way, to nobody. */
  @Benchmark
  @OperationsPerInvocation(Sizes.TURNS)
  public int oneTask() {
    return KotlinTurns.oneTask(TURNS);
  }

  /** A thousand coroutines give way to each other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.TURNS_OF_ALL)
  public int thousandTasks() {
    return KotlinTurns.manyTasks(Sizes.TASKS, TURNS_EACH);
  }
}
