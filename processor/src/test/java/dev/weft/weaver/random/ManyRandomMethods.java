package dev.weft.weaver.random;

import dev.weft.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/**
 * Runs very many random methods and prints those that do something else woven than plain. By hand:
 * {@code CONTRIBUTING.md} has the command.
 *
 * <p>What costs is javac, so many programs go into one compilation; every other one has debug
 * information. The JVM's own verifier sees every class, ASM's every tenth batch.
 */
final class ManyRandomMethods {
  private static final int BATCH = 250;
  private static final int AHEAD = 2;
  private static final int CHECKED_BY_ASM = 10;

  private long failures;

  private ManyRandomMethods() {}

  /** The arguments are the first seed and the one behind the last. */
  public static void main(String[] arguments) {
    ManyRandomMethods all = new ManyRandomMethods();
    long first = Long.parseLong(arguments[0]);
    long end = Long.parseLong(arguments[1]);
    long start = System.nanoTime();
    all.run(first, end);
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf(
        "%d programs, %d failures, %d ms each%n",
        end - first, all.failures, millis / Math.max(1, end - first));
    System.exit(all.failures == 0 ? 0 : 1);
  }

  private void run(long first, long end) {
    ExecutorService compiler = Executors.newSingleThreadExecutor();
    EventLoop loop = EventLoop.create();
    Queue<CompletableFuture<Twins>> batches = new ArrayDeque<>();
    long next = first;
    while (next < end || !batches.isEmpty()) {
      while (next < end && batches.size() < AHEAD) {
        List<Long> seeds = LongStream.range(next, Math.min(end, next + BATCH)).boxed().toList();
        batches.add(CompletableFuture.supplyAsync(() -> compile(seeds), compiler));
        next += BATCH;
      }
      for (String difference : batches.remove().join().differences(loop)) {
        failures++;
        System.out.println(difference + "\n");
      }
    }
    compiler.shutdown();
    loop.close();
  }

  private static Twins compile(List<Long> seeds) {
    long batch = seeds.get(0) / BATCH;
    Twins twins = Twins.of(seeds, batch % 2 == 0 ? "-g" : "-g:none");
    return batch % CHECKED_BY_ASM == 0 ? twins.verified() : twins;
  }
}
