package dev.weft.benchmarks.once;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Futures and what depends on them; their timers are the JDK's. */
final class Futures implements Peer {
  @Override
  public void onFutures(int tasks, Runnable parked) {
    park(tasks, () -> new CompletableFuture<>(), 1, parked);
  }

  @Override
  public void onSleeps(int tasks, Runnable parked) {
    park(tasks, () -> sleeping(TimeUnit.HOURS.toMillis(1)), 1, parked);
  }

  @Override
  public void deepOnFutures(int tasks, Runnable parked) {
    park(tasks, () -> new CompletableFuture<>(), 10, parked);
  }

  private static void park(
      int count, Supplier<CompletableFuture<Integer>> source, int depth, Runnable parked) {
    List<CompletableFuture<Integer>> sources = new ArrayList<>(count);
    int[] ended = new int[1];
    for (int i = 0; i < count; i++) {
      CompletableFuture<Integer> first = source.get();
      sources.add(first);
      CompletableFuture<Integer> last = first;
      for (int level = 1; level < depth; level++) {
        last = last.thenApply(value -> value + 1);
      }
      CompletableFuture<Integer> unused = last.whenComplete((value, failure) -> ended[0]++);
    }
    parked.run();
    for (CompletableFuture<Integer> each : sources) {
      each.cancel(true);
    }
    if (ended[0] != count) {
      throw new AssertionError(ended[0] + " ended");
    }
  }

  private static CompletableFuture<Integer> sleeping(long millis) {
    return new CompletableFuture<Integer>().completeOnTimeout(1, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void sleep(int[] millis) {
    List<CompletableFuture<Integer>> sleeps = new ArrayList<>(millis.length);
    for (int each : millis) {
      sleeps.add(sleeping(each));
    }
    CompletableFuture.allOf(sleeps.toArray(CompletableFuture<?>[]::new)).join();
  }
}
