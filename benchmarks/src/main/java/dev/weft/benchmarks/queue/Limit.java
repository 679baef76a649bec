package dev.weft.benchmarks.queue;

import dev.weft.benchmarks.Sizes;
import dev.weft.benchmarks.Workload;
import dev.weft.benchmarks.limit.Mailbox;
import dev.weft.benchmarks.limit.Ring;
import dev.weft.benchmarks.limit.Step;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** State machines by hand over a queue that knows one waiting step at each end. */
@OperationsPerInvocation(Sizes.ITEMS)
public class Limit extends Workload {
  private static final int ITEMS = Sizes.shrunk(Sizes.ITEMS);

  private final Ring ring = new Ring();
  private int sum;

  /** A ball goes to and fro between two tasks, over two queues for one item. */
  @Benchmark
  public int pingPong() {
    Mailbox there = new Mailbox(ring, 1);
    Mailbox back = new Mailbox(ring, 1);
    sum = 0;
    ring.add(new Player(there, back));
    ring.add(new Partner(there, back));
    ring.run();
    return sum;
  }

  /** One task fills a queue of 1,024, the other empties it. */
  @Benchmark
  public int buffered() {
    Mailbox queue = new Mailbox(ring, Sizes.CAPACITY);
    sum = 0;
    ring.add(new Consumer(queue));
    ring.add(new Producer(queue));
    ring.run();
    return sum;
  }

  private final class Player implements Step {
    private final Mailbox there;
    private final Mailbox back;
    private int played;
    private boolean waitsForBall;

    Player(Mailbox there, Mailbox back) {
      this.there = there;
      this.back = back;
    }

    @Override
    public void step() {
      while (played < ITEMS / 2) {
        if (!waitsForBall && !there.put(played & 63, this)) {
          return;
        }
        waitsForBall = true;
        int ball = back.take(this);
        if (ball == Mailbox.EMPTY) {
          return;
        }
        sum += ball;
        waitsForBall = false;
        played++;
      }
    }
  }

  private static final class Partner implements Step {
    private final Mailbox there;
    private final Mailbox back;
    private int played;
    private int held = Mailbox.EMPTY;

    Partner(Mailbox there, Mailbox back) {
      this.there = there;
      this.back = back;
    }

    @Override
    public void step() {
      while (played < ITEMS / 2) {
        if (held == Mailbox.EMPTY) {
          held = there.take(this);
        }
        if (held == Mailbox.EMPTY || !back.put(held, this)) {
          return;
        }
        held = Mailbox.EMPTY;
        played++;
      }
    }
  }

  private static final class Producer implements Step {
    private final Mailbox queue;
    private int put;

    Producer(Mailbox queue) {
      this.queue = queue;
    }

    @Override
    public void step() {
      while (put < ITEMS && queue.put(put & 63, this)) {
        put++;
      }
    }
  }

  private final class Consumer implements Step {
    private final Mailbox queue;
    private int taken;

    Consumer(Mailbox queue) {
      this.queue = queue;
    }

    @Override
    public void step() {
      while (taken < ITEMS) {
        int item = queue.take(this);
        if (item == Mailbox.EMPTY) {
          return;
        }
        sum += item;
        taken++;
      }
    }
  }
}
