package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.debug.TaskDump;
import dev.weft.sync.AsyncLock;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/** What the tasks of a loop are doing: as a tree and as a picture. */
@SuppressWarnings("try") // The oven is held, not used.
public final class TaskDumps {
  private final AsyncLock oven = new AsyncLock();

  private TaskDumps() {}

  @Async
  private Coroutine<Void> dinner() {
    await(
        TaskGroup.run(
            group -> {
              group.createTask(bake(3), "bread");
              group.createTask(bake(2), "cake");
              group.createTask(lay(), "table");
            }));
    return done();
  }

  @Async
  private Coroutine<Void> bake(int minutes) {
    try (var permit = await(oven.acquire())) {
      await(pass(minutes));
    }
    return done();
  }

  @Async
  private Coroutine<Void> pass(int minutes) {
    await(sleep(Duration.ofMinutes(minutes)));
    return done();
  }

  @Async
  private Coroutine<Void> lay() {
    await(pass(1));
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    Objects.requireNonNull(Asyncio.currentTask()).setName("main");
    Task<Void> dinner = createTask(new TaskDumps().dinner(), "dinner");
    EventLoop.running().callLater(Duration.ofMinutes(30), () -> System.out.println("late"));
    await(sleep(Duration.ofSeconds(10)));
    TaskDump dump = EventLoop.running().dump();
    System.out.println(dump.tree());
    System.out.print(fromOne(dump.mermaid(), dump.tasks().get(0).id()));
    await(dinner);
    return done();
  }

  /** Numbers of tasks count for the whole process; here they begin with 1. */
  private static String fromOne(String picture, int first) {
    return Pattern.compile("\\bt(\\d+)\\b")
        .matcher(picture)
        .replaceAll(id -> "t" + (Integer.parseInt(id.group(1)) - first + 1));
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
