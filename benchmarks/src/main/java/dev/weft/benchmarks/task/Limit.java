package dev.weft.benchmarks.task;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import dev.weft.benchmarks.limit.Ring;
import dev.weft.benchmarks.limit.Step;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** One object for each task: its state machine, its result and who waits for it. */
public class Limit extends Workload {
  private static final int CREATED = Sizes.shrunk(Sizes.CREATED);
  private static final int GATHERED = Sizes.shrunk(Sizes.GATHERED);

  private final Ring ring = new Ring();
  private int sum;

  /** One after the other. */
  @Benchmark
  @OperationsPerInvocation(Sizes.CREATED)
  public int createAndAwait() {
    sum = 0;
    ring.add(new OneByOne());
    ring.run();
    return sum;
  }

  /** All at once. */
  @Benchmark
  @OperationsPerInvocation(Sizes.GATHERED)
  public int gathered() {
    sum = 0;
    ring.add(new AllAtOnce());
    ring.run();
    return sum;
  }

  /** A task: it computes, and wakes who waits. */
  private static final class Child implements Step {
    private final Ring ring;
    private final int x;
    private int result;
    private boolean done;
    private @Nullable Step waiter;

    Child(Ring ring, int x) {
      this.ring = ring;
      this.x = x;
    }

    @Override
    public void step() {
      result = leaf(x);
      done = true;
      if (waiter != null) {
        ring.add(waiter);
      }
    }
  }

  private final class OneByOne implements Step {
    private int created;
    private @Nullable Child child;

    @Override
    public void step() {
      Child ended = child;
      if (ended != null && ended.done) {
        sum += ended.result;
      }
      if (created < CREATED) {
        Child next = new Child(ring, created++ & 63);
        child = next;
        next.waiter = this;
        ring.add(next);
      }
    }
  }

  private final class AllAtOnce implements Step {
    private final Child[] children = new Child[GATHERED];
    private final Step counter = this::childEnded;
    private int started;
    private int ended;

    @Override
    public void step() {
      if (started == 0) {
        for (; started < GATHERED; started++) {
          Child child = new Child(ring, started & 63);
          child.waiter = counter;
          children[started] = child;
          ring.add(child);
        }
      } else {
        for (Child child : children) {
          sum += child.result;
        }
      }
    }

    private void childEnded() {
      if (++ended == GATHERED) {
        ring.add(this);
      }
    }
  }

  private static int leaf(int x) {
    return x + 1;
  }
}
