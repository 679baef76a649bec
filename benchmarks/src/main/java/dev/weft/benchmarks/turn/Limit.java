package dev.weft.benchmarks.turn;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import dev.weft.benchmarks.limit.Ring;
import dev.weft.benchmarks.limit.Step;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Steps that queue in an array again and again. */
public class Limit extends Workload {
  private static final int TURNS = Sizes.shrunk(Sizes.TURNS);
  private static final int TURNS_EACH = Sizes.shrunk(Sizes.TURNS_EACH);

  private final Ring ring = new Ring();
  private int sum;

  /** One task gives way, to nobody. */
  @Benchmark
  @OperationsPerInvocation(Sizes.TURNS)
  public int oneTask() {
    return all(1, TURNS);
  }

  /** A thousand tasks give way to each other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.TURNS_OF_ALL)
  public int thousandTasks() {
    return all(Sizes.TASKS, TURNS_EACH);
  }

  private int all(int tasks, int turns) {
    sum = 0;
    for (int i = 0; i < tasks; i++) {
      ring.add(new Turns(turns));
    }
    ring.run();
    return sum;
  }

  /** A task: its only local variable is how often it has given way. */
  private final class Turns implements Step {
    private final int count;
    private int done;

    Turns(int count) {
      this.count = count;
    }

    @Override
    public void step() {
      if (done < count) {
        done++;
        ring.add(this);
      } else {
        sum += done;
      }
    }
  }
}
