package dev.weft.samples;

import static dev.weft.Asyncio.asCompleted;
import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.waitUntil;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.ReturnWhen;
import dev.weft.Task;
import dev.weft.Waited;
import java.time.Duration;
import java.util.List;

/** Not all at once: what is done after the first one, and each as it gets done. */
public final class WaitForSome {
  private WaitForSome() {}

  @Async
  static Coroutine<String> after(int seconds) {
    await(sleep(Duration.ofSeconds(seconds)));
    return done(seconds + " s");
  }

  @Async
  static Coroutine<Void> program() {
    List<Task<String>> tasks =
        List.of(createTask(after(3)), createTask(after(1)), createTask(after(2)));
    Waited<String> first = await(waitUntil(tasks, ReturnWhen.FIRST_COMPLETED));
    System.out.println(first.done().size() + " done, " + first.pending().size() + " pending");
    for (Future<String> next : asCompleted(tasks)) {
      System.out.println("done after " + await(next));
    }
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
