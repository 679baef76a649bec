package dev.weft.behaviour;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.asCompleted;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.gatherSettled;
import static dev.weft.Asyncio.shield;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.timeout;
import static dev.weft.Asyncio.waitFor;
import static dev.weft.Asyncio.waitUntil;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.ReturnWhen;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Waited;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;

/**
 * Trees of tasks that wait for each other in all ways there are, fail, run out of time and are
 * cancelled, the same ones for the same seed.
 */
final class RandomTrees {
  private static final int MOST_DEPTH = 5;
  private static final int MOST_CHILDREN = 4;
  private static final int DISTURBANCES = 20;
  private static final int MOST_MILLIS = 100;

  private final Random random;
  private final AsyncLock lock = new AsyncLock();
  private final AsyncQueue<Integer> queue = new AsyncQueue<>(2);
  private long nodes;
  private long cancellations;
  private long timeouts;

  RandomTrees(long seed) {
    this.random = new Random(seed);
  }

  /** A mistake that a node makes. */
  private static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake() {
      super("on purpose", null, false, false);
    }
  }

  long nodes() {
    return nodes;
  }

  long cancellations() {
    return cancellations;
  }

  long timeouts() {
    return timeouts;
  }

  /** Grows a tree, cancels here and there, and waits until all of it is gone. */
  @Async
  Coroutine<Void> round() throws Exception {
    Task<Integer> root = createTask(node(MOST_DEPTH));
    for (int i = 0; i < DISTURBANCES && !root.isDone(); i++) {
      await(sleep(someTime()));
      List<Task<?>> others = others();
      if (!others.isEmpty()) {
        cancel(others.get(random.nextInt(others.size())));
      }
    }
    for (List<Task<?>> left = others(); !left.isEmpty(); left = others()) {
      left.forEach(this::cancel);
      await(gatherSettled(left));
    }
    while (!queue.isEmpty()) {
      queue.getNowait();
    }
    return done();
  }

  private void cancel(Task<?> task) {
    if (task.cancel()) {
      cancellations++;
    }
  }

  /** All tasks but the one that asks. */
  private static List<Task<?>> others() {
    List<Task<?>> others = new ArrayList<>(allTasks());
    others.remove(currentTask());
    return others;
  }

  private Duration someTime() {
    return Duration.ofMillis(random.nextInt(MOST_MILLIS));
  }

  @Async
  private Coroutine<Integer> node(int depth) throws Exception {
    nodes++;
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(9)) {
      case 0 -> done(await(gather(children(depth))).size());
      case 1 -> group(depth);
      case 2 -> limited(depth);
      case 3 -> done(await(waitFor(createTask(node(depth - 1)), someTime())));
      case 4 -> done(await(shield(createTask(node(depth - 1)))));
      case 5 -> first(depth);
      case 6 -> tidy(depth);
      case 7 -> oneByOne(depth);
      default -> leaf();
    };
  }

  private List<Task<Integer>> children(int depth) throws Exception {
    List<Task<Integer>> children = new ArrayList<>();
    for (int i = random.nextInt(MOST_CHILDREN); i >= 0; i--) {
      children.add(createTask(node(depth - 1)));
    }
    return children;
  }

  @Async
  private Coroutine<Integer> group(int depth) {
    int count = random.nextInt(MOST_CHILDREN);
    await(
        TaskGroup.run(
            group -> {
              for (int i = 0; i < count; i++) {
                group.createTask(node(depth - 1));
              }
              await(sleep(someTime()));
            }));
    return done(count);
  }

  @Async
  private Coroutine<Integer> limited(int depth) throws Exception {
    try {
      return done(await(timeout(someTime(), () -> await(node(depth - 1)))));
    } catch (TimeoutException e) {
      timeouts++;
      return done(0);
    }
  }

  @Async
  private Coroutine<Integer> first(int depth) throws Exception {
    Waited<Integer> waited =
        await(waitUntil(children(depth), ReturnWhen.FIRST_COMPLETED, someTime()));
    waited.pending().forEach(Future::cancel);
    return done(waited.done().size());
  }

  @Async
  private Coroutine<Integer> tidy(int depth) throws Exception {
    try {
      return done(await(node(depth - 1)));
    } finally {
      await(sleep(someTime()));
    }
  }

  @Async
  private Coroutine<Integer> oneByOne(int depth) throws Exception {
    int count = 0;
    for (Future<Integer> completed : asCompleted(children(depth))) {
      count += await(completed);
    }
    return done(count);
  }

  @Async
  @SuppressWarnings("try") // A permit is there to be closed.
  private Coroutine<Integer> leaf() throws Exception {
    switch (random.nextInt(6)) {
      case 0 -> await(yieldNow());
      case 1 -> await(waitFor(queue.get(), someTime()));
      case 2 -> await(waitFor(queue.put(1), someTime()));
      case 3 -> {
        try (Permit permit = await(lock.acquire())) {
          await(sleep(someTime()));
        }
      }
      case 4 -> throw new Mistake();
      default -> await(sleep(someTime()));
    }
    return done(1);
  }
}
