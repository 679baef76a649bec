package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.toThread;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;

/**
 * Code that blocks stops everything on its loop; sent to a thread, it stops nothing. The counting
 * task counts the turns of the loop that it gets meanwhile.
 */
public final class BlockingCode {
  private int turns;

  private BlockingCode() {}

  @Async
  Coroutine<Void> countTurns() {
    while (true) {
      turns++;
      await(yieldNow());
    }
  }

  /** Stands for a computation, a query, a read: takes its time and awaits nothing. */
  static long sumOfDigits() {
    long sum = 0;
    for (int number = 0; number < 3_000_000; number++) {
      for (int rest = number; rest > 0; rest /= 10) {
        sum += rest % 10;
      }
    }
    return sum;
  }

  @Async
  Coroutine<Void> compare() {
    Task<Void> counter = createTask(countTurns());
    await(yieldNow());

    int before = turns;
    long sum = sumOfDigits();
    System.out.println(sum + " on the loop: others ran " + (turns - before) + " times meanwhile");

    before = turns;
    sum = await(toThread(BlockingCode::sumOfDigits));
    boolean ran = turns > before + 1;
    System.out.println(sum + " in a thread: others ran meanwhile: " + ran);
    counter.cancel();
    return done();
  }

  static Coroutine<Void> program() {
    return new BlockingCode().compare();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
