package dev.weft.weaver.random;

import com.sun.management.OperatingSystemMXBean;
import dev.weft.EventLoop;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/**
 * Runs very many random programs and prints those that do something else woven than plain. By hand:
 * {@code CONTRIBUTING.md} has the command.
 *
 * <p>What costs is javac, so many programs go into one compilation; every other one has debug
 * information. The JVM's own verifier sees every class, ASM's every tenth batch.
 */
final class ManyRandomMethods {
  private static final int BATCH = 100;
  private static final int AHEAD = 2;
  private static final int CHECKED_BY_ASM = 10;
  private static final int REPORTED = 1000;

  private long failures;

  private ManyRandomMethods() {}

  /** The arguments are the first seed and the one behind the last. */
  public static void main(String[] arguments) {
    ManyRandomMethods all = new ManyRandomMethods();
    all.run(Long.parseLong(arguments[0]), Long.parseLong(arguments[1]));
    System.exit(all.failures == 0 ? 0 : 1);
  }

  private void run(long first, long end) {
    ExecutorService compiler = Executors.newSingleThreadExecutor(Twins::compiler);
    EventLoop loop = EventLoop.create();
    Queue<CompletableFuture<Twins>> batches = new ArrayDeque<>();
    long next = first;
    long done = 0;
    long reported = 0;
    long cpu = cpuNanos();
    while (next < end || !batches.isEmpty()) {
      while (next < end && batches.size() < AHEAD) {
        List<Long> seeds = LongStream.range(next, Math.min(end, next + BATCH)).boxed().toList();
        batches.add(CompletableFuture.supplyAsync(() -> compile(seeds), compiler));
        next += BATCH;
      }
      Twins twins = batches.remove().join();
      for (String difference : twins.differences(loop)) {
        failures++;
        System.out.println(difference + "\n");
      }
      done += BATCH;
      if (done % REPORTED == 0 || done >= end - first) {
        long now = cpuNanos();
        System.out.printf(
            "%d programs, %d failures, the last at %.1f ms of CPU each%n",
            Math.min(done, end - first), failures, (now - cpu) / 1e6 / (done - reported));
        reported = done;
        cpu = now;
        System.gc(); // Each program has a class loader, and every small collection looks at all.
      }
    }
    compiler.shutdown();
    loop.close();
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Twins compile(List<Long> seeds) {
    long batch = seeds.get(0) / BATCH;
    Twins twins = Twins.of(seeds, batch % 2 == 0 ? "-g" : "-g:none");
    return batch % CHECKED_BY_ASM == 0 ? twins.verified() : twins;
  }
}
