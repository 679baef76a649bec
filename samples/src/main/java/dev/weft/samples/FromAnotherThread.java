package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.runCoroutineThreadsafe;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.toThread;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import java.time.Duration;

/** A loop belongs to its thread; from another thread there are exactly two doors. */
public final class FromAnotherThread {
  private FromAnotherThread() {}

  @Async
  static Coroutine<Integer> answer() {
    await(sleep(Duration.ofMillis(10)));
    return done(42);
  }

  @Async
  static Coroutine<Void> callFromOutside() {
    EventLoop loop = EventLoop.running();
    Future<String> called = loop.createFuture();
    String answered =
        await(
            toThread(
                () -> {
                  loop.callSoonThreadsafe(() -> called.setResult("called on the loop"));
                  int answer = runCoroutineThreadsafe(answer(), loop).get(); // Blocks this thread.
                  return "the loop answered " + answer;
                }));
    System.out.println(await(called));
    System.out.println(answered);
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(callFromOutside());
  }
}
