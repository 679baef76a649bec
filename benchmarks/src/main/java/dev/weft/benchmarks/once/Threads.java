package dev.weft.benchmarks.once;

import dev.weft.benchmarks.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Virtual threads. */
final class Threads implements Peer {
  @Override
  public void onFutures(int tasks, Runnable parked) throws InterruptedException {
    park(tasks, () -> new CompletableFuture<Integer>().get() + 1, parked);
  }

  @Override
  public void onSleeps(int tasks, Runnable parked) throws InterruptedException {
    park(tasks, () -> sleeping(TimeUnit.HOURS.toMillis(1)), parked);
  }

  @Override
  public void deepOnFutures(int tasks, Runnable parked) throws InterruptedException {
    park(tasks, () -> down(9, new CompletableFuture<>()), parked);
  }

  private static void park(int count, Callable<Integer> body, Runnable parked)
      throws InterruptedException {
    ExecutorService threads = VirtualThreads.newExecutor();
    CountDownLatch started = new CountDownLatch(count);
    List<Future<Integer>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(
          threads.submit(
              () -> {
                started.countDown();
                return body.call();
              }));
    }
    started.await();
    TimeUnit.MILLISECONDS.sleep(100); // The last have counted and are about to park.
    parked.run();
    for (Future<Integer> task : tasks) {
      task.cancel(true);
    }
    waitForAll(threads);
  }

  private static int down(int levels, CompletableFuture<Integer> future)
      throws InterruptedException, ExecutionException {
    return (levels == 0 ? future.get() : down(levels - 1, future)) + 1;
  }

  private static int sleeping(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
    return 1;
  }

  @Override
  public void sleep(int[] millis) throws InterruptedException {
    ExecutorService threads = VirtualThreads.newExecutor();
    for (int each : millis) {
      Future<Integer> unused = threads.submit(() -> sleeping(each));
    }
    waitForAll(threads);
  }

  private static void waitForAll(ExecutorService threads) throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
      throw new AssertionError("threads do not end");
    }
  }
}
