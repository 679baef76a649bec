package dev.weft.weaver.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random methods do the same woven as they do plain, whichever of their awaits are pending.
 *
 * <p>{@code -Dweft.random.programs=N} runs N of them, {@code -Dweft.random.first=SEED} starts
 * elsewhere. {@link ManyRandomMethods} is for very many.
 */
class RandomMethodsTest {
  private static final int BATCH = 125;

  /** Each JDK that tests has seeds of its own, so a build on two of them runs twice as many. */
  private static final long FIRST = Runtime.version().feature() < 21 ? 1 : 1001;

  @Test
  void wovenMethodsBehaveAsWritten() {
    int programs = Integer.getInteger("weft.random.programs", 1000);
    long first = Long.getLong("weft.random.first", FIRST);
    EventLoop loop = EventLoop.create();
    ExecutorService compilers = Executors.newFixedThreadPool(2);
    // Compiling takes most of the time and can be done ahead; running shares one trace.
    Queue<CompletableFuture<Twins>> batches = new ArrayDeque<>();
    for (long from = first; from < first + programs; from += BATCH) {
      List<Long> seeds =
          LongStream.range(from, Math.min(from + BATCH, first + programs)).boxed().toList();
      String debug = from / BATCH % 2 == 0 ? "-g" : "-g:none";
      batches.add(
          CompletableFuture.supplyAsync(() -> Twins.of(seeds, debug).verified(), compilers));
    }
    while (!batches.isEmpty()) {
      assertThat(batches.remove().join().differences(loop)).isEmpty();
    }
    compilers.shutdown();
    loop.close();
  }
}
