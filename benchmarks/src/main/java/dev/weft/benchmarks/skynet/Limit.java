package dev.weft.benchmarks.skynet;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import dev.weft.benchmarks.limit.Ring;
import dev.weft.benchmarks.limit.Step;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** One object for each task, which knows its parent. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Limit extends Workload {
  private final Ring ring = new Ring();

  /** Each leaf gives its number, each other task the sum of its children's. */
  @Benchmark
  public long skynet() {
    Node root = new Node(ring, null, 0, Sizes.shrunk(Sizes.LEAVES));
    ring.add(root);
    ring.run();
    return root.sum;
  }

  private static final class Node implements Step {
    private final Ring ring;
    private final @Nullable Node parent;
    private final long first;
    private final int leaves;
    private boolean started;
    private int missing;
    private long sum;

    Node(Ring ring, @Nullable Node parent, long first, int leaves) {
      this.ring = ring;
      this.parent = parent;
      this.first = first;
      this.leaves = leaves;
    }

    @Override
    public void step() {
      if (leaves == 1) {
        sum = first;
        end();
      } else if (!started) {
        started = true;
        missing = 10;
        for (int i = 0; i < 10; i++) {
          ring.add(new Node(ring, this, first + (long) i * (leaves / 10), leaves / 10));
        }
      } else {
        end();
      }
    }

    private void end() {
      if (parent != null) {
        parent.sum += sum;
        if (--parent.missing == 0) {
          ring.add(parent);
        }
      }
    }
  }
}
