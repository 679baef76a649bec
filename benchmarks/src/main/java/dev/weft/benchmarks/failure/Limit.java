package dev.weft.benchmarks.failure;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import dev.weft.benchmarks.limit.Ring;
import dev.weft.benchmarks.limit.Step;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A plain exception, or one that is handed from frame to frame. */
@OperationsPerInvocation(Sizes.FAILURES)
public class Limit extends Workload {
  private static final int FAILURES = Sizes.shrunk(Sizes.FAILURES);

  private final Ring ring = new Ring();
  private int caught;

  /** Nobody has suspended when it is thrown. */
  @Benchmark
  public int atOnce() {
    int caught = 0;
    for (int i = 0; i < FAILURES; i++) {
      try {
        caught -= down(10);
      } catch (IllegalStateException expected) {
        caught++;
      }
    }
    return caught;
  }

  private static int down(int levels) {
    if (levels > 0) {
      return down(levels - 1) + 1;
    }
    throw new IllegalStateException("expected");
  }

  /** All ten have suspended. */
  @Benchmark
  public int afterTurn() {
    caught = 0;
    start();
    ring.run();
    return caught;
  }

  private void start() {
    Frame frame = new Frame(null);
    for (int level = 0; level < 10; level++) {
      frame = new Frame(frame);
    }
    ring.add(frame);
  }

  /** One suspended call; the innermost throws when it goes on, the others pass that on. */
  private final class Frame implements Step {
    private final @Nullable Frame caller;

    Frame(@Nullable Frame caller) {
      this.caller = caller;
    }

    @Override
    public void step() {
      try {
        throw new IllegalStateException("expected");
      } catch (IllegalStateException failure) {
        Frame frame = this;
        while (frame.caller != null) {
          frame = frame.caller;
        }
        caught++;
      }
      if (caught < FAILURES) {
        start();
      }
    }
  }
}
