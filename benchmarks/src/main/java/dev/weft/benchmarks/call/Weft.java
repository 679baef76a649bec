package dev.weft.benchmarks.call;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.benchmarks.OnWeft;
import dev.weft.benchmarks.Sizes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** What does an awaited call cost that does not suspend? */
@OperationsPerInvocation(Sizes.CALLS)
public class Weft extends OnWeft {
  private static final int CALLS = Sizes.shrunk(Sizes.CALLS);

  /** One function awaits another. */
  @Benchmark
  public int depth1() {
    return run(calls1());
  }

  /** Ten functions await each other. */
  @Benchmark
  public int depth10() {
    return run(calls10());
  }

  /** A function awaits itself, nine times nested. */
  @Benchmark
  public int recursion10() {
    return run(recursions());
  }

  @Async
  private static Coroutine<Integer> calls1() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += await(one(i & 63));
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> calls10() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += await(ten(i & 63));
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> recursions() {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += await(down(i & 63, 10));
    }
    return done(sum);
  }

  @Async
  private static Coroutine<Integer> down(int x, int levels) {
    return done(await(levels == 1 ? leaf(x) : down(x, levels - 1)) + 1);
  }

  @Async
  private static Coroutine<Integer> ten(int x) {
    return done(await(nine(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> nine(int x) {
    return done(await(eight(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> eight(int x) {
    return done(await(seven(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> seven(int x) {
    return done(await(six(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> six(int x) {
    return done(await(five(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> five(int x) {
    return done(await(four(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> four(int x) {
    return done(await(three(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> three(int x) {
    return done(await(two(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> two(int x) {
    return done(await(one(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> one(int x) {
    return done(await(leaf(x)) + 1);
  }

  @Async
  private static Coroutine<Integer> leaf(int x) {
    return done(x + 1);
  }
}
