package dev.weft.benchmarks.once;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.gatherSettled;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tasks on one loop. */
final class Weft implements Peer {
  @Override
  public void onFutures(int tasks, Runnable parked) {
    run(parking(tasks, () -> first(new Future<>()), parked));
  }

  @Override
  public void onSleeps(int tasks, Runnable parked) {
    run(parking(tasks, () -> sleeping(Duration.ofHours(1)), parked));
  }

  @Override
  public void deepOnFutures(int tasks, Runnable parked) {
    run(parking(tasks, () -> down(9, new Future<>()), parked));
  }

  @Override
  public void sleep(int[] millis) {
    run(sleeps(millis));
  }

  @Async
  private static Coroutine<Void> parking(int count, Supplier<Coroutine<?>> body, Runnable parked) {
    List<Task<?>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(createTask(body.get()));
    }
    await(yieldNow());
    parked.run();
    for (Task<?> task : tasks) {
      task.cancel();
    }
    await(gatherSettled(tasks));
    return done();
  }

  @Async
  private static Coroutine<Integer> first(Future<Integer> future) {
    return done(await(future) + 1);
  }

  @Async
  private static Coroutine<Integer> down(int levels, Future<Integer> future) {
    return done(await(levels == 0 ? future : down(levels - 1, future)) + 1);
  }

  @Async
  private static Coroutine<Integer> sleeping(Duration duration) {
    await(Asyncio.sleep(duration));
    return done(1);
  }

  @Async
  private static Coroutine<Void> sleeps(int[] millis) {
    List<Coroutine<Integer>> sleeps = new ArrayList<>(millis.length);
    for (int each : millis) {
      sleeps.add(sleeping(Duration.ofMillis(each)));
    }
    await(gather(sleeps));
    return done();
  }
}
