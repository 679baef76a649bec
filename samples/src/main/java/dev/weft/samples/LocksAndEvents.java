package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import java.time.Duration;
import java.util.List;

/** Mutual exclusion across awaits, and one event that lets many go. */
@SuppressWarnings("try") // A permit is there to be closed.
public final class LocksAndEvents {
  private final AsyncLock lock = new AsyncLock();
  private final AsyncEvent start = new AsyncEvent();
  private int balance = 100;

  private LocksAndEvents() {}

  /** Without the lock the two would both read 100: an await stands between reading and writing. */
  @Async
  Coroutine<Void> withdraw(int amount) {
    try (var permit = await(lock.acquire())) {
      int before = balance;
      await(sleep(Duration.ofSeconds(1)));
      balance = before - amount;
    }
    return done();
  }

  @Async
  Coroutine<Void> runner(String name) {
    await(start.waitUntilSet());
    System.out.println(name + " runs");
    return done();
  }

  @Async
  Coroutine<Void> both() {
    await(gather(withdraw(30), withdraw(50)));
    System.out.println("balance " + balance);

    List<Task<Void>> runners =
        List.of(createTask(runner("a")), createTask(runner("b")), createTask(runner("c")));
    await(sleep(Duration.ofSeconds(1)));
    System.out.println("ready, steady");
    start.set();
    await(gather(runners));
    return done();
  }

  static Coroutine<Void> program() {
    return new LocksAndEvents().both();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
