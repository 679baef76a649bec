package dev.weft.samples;

import static dev.weft.Asyncio.allTasks;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Ten thousand tasks asleep at once, on one thread, and what each of them costs: some hundred
 * bytes, where a thread reserves about a megabyte of stack.
 */
public final class TenThousandTasks {
  private static final int TASKS = 10_000;

  private TenThousandTasks() {}

  @Async
  static Coroutine<Void> sleeper() {
    await(sleep(Duration.ofSeconds(1)));
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    long before = usedMemory();
    List<Task<Void>> tasks = new ArrayList<>(TASKS);
    for (int i = 0; i < TASKS; i++) {
      tasks.add(createTask(sleeper()));
    }
    await(yieldNow());
    long each = (usedMemory() - before) / TASKS;
    System.out.println(allTasks().size() - 1 + " tasks asleep");
    System.out.println(each + " bytes each, fewer than 400: " + (each < 400));
    await(gather(tasks));
    return done();
  }

  private static long usedMemory() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
