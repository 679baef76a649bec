package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.runCoroutineThreadsafe;
import static dev.weft.Asyncio.yieldNow;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;

/**
 * Loops made and closed by hand. A loop moves only while it is run: {@code runUntilComplete} runs
 * everything on it until one thing is done, and the rest stands still until the next time.
 */
public final class TwoLoops {
  private TwoLoops() {}

  @Async
  static Coroutine<Integer> count(String name) {
    for (int i = 1; i <= 4; i++) {
      System.out.println(name + " counts " + i);
      await(yieldNow());
    }
    return done(4);
  }

  @Async
  static Coroutine<Void> turn() {
    await(yieldNow());
    return done();
  }

  /** Two loops, taking turns in this thread. */
  private static void stepByStep() {
    try (EventLoop first = EventLoop.create();
        EventLoop second = EventLoop.create()) {
      Task<Integer> one = first.createTask(count("first"));
      Task<Integer> two = second.createTask(count("second"));
      System.out.println("nothing has run");
      first.runUntilComplete(turn());
      System.out.println("the first loop stands still");
      second.runUntilComplete(two);
      first.runUntilComplete(one);
      System.out.println(one.result() + two.result() + " in all");
    }
  }

  /** A loop in a thread of its own, used from this one. */
  private static void inItsThread() throws InterruptedException {
    EventLoop loop = EventLoop.create();
    Thread thread = new Thread(loop::runForever, "loop");
    thread.start();
    System.out.println("counted " + runCoroutineThreadsafe(count("third"), loop).join());
    loop.callSoonThreadsafe(loop::stop);
    thread.join();
    loop.close();
  }

  /** Runs them by turns, and then one beside. */
  public static void main(String[] args) throws InterruptedException {
    stepByStep();
    inItsThread();
  }
}
