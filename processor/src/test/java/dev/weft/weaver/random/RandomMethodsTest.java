package dev.weft.weaver.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random programs do the same woven as they do plain, whichever of their awaits are pending.
 *
 * <p>{@code -Dweft.random.programs=N} runs N of them, {@code -Dweft.random.first=SEED} starts
 * elsewhere. {@link ManyRandomMethods} is for very many.
 */
class RandomMethodsTest {
  private static final int BATCH = 125;

  /** ASM's verifier looks at half of the batches only; the JVM's looks at all. */
  private static final int CHECKED_BY_ASM = 4;

  /** Each JDK that tests has seeds of its own, so a build on two of them runs twice as many. */
  private static final long FIRST = Runtime.version().feature() < 21 ? 1 : 2001;

  /** What has to be among so many programs, or the generator has lost something. */
  private static final List<String> CONSTRUCTS =
      List.of(
          "Asyncio\\.<Object>async\\(\\(\\) ->",
          "World\\.<Object>made\\(\\(\\) ->",
          "Asyncio\\.<@C@<\\w+(\\[\\])?>>async\\(\\(\\) ->",
          "World\\.<String>generator",
          "@HALL@ h",
          "Door r",
          "finally \\{",
          "catch \\(Red \\| Blue",
          "    look\\(t\\d+\\)",
          "-> look\\(t\\d+\\)",
          "Throwable k\\d+ = t",
          "    t\\d+ = new DarkRed",
          "case GREEN ->",
          "case -5:",
          "case \"BB\":",
          "\\(switch \\(",
          "l\\d+:",
          "continue l\\d+",
          "break l\\d+",
          "synchronized",
          "instanceof String",
          "\\] \\+= ",
          "new Box\\(",
          ">stage\\(",
          ">fails\\(",
          "await\\(this\\.h\\d",
          "await\\(h\\d",
          "await\\(P\\.h\\d",
          "await\\(I\\.h\\d",
          "await\\(super\\.h\\d",
          "await\\(P\\.peer\\(\\d+\\)\\.h\\d",
          "await\\(\\(\\(B<String>\\) ",
          "await\\(\\(\\(I\\) ",
          "await\\(\\(\\(@C@<\\w+(\\[\\])?>\\) \\(",
          "room\\(\\) \\? ",
          "@TAIL",
          "createTask\\(",
          ">same\\(",
          "@C@<[^ ]*> c\\d+ = ",
          "@METHOD \\w@TASK@private ",
          "@METHOD \\w@STAGE@",
          "@METHOD \\w@FUTURE@static ");

  @Test
  void wovenMethodsBehaveAsWritten() {
    int programs = Integer.getInteger("weft.random.programs", 2000);
    long first = Long.getLong("weft.random.first", FIRST);
    EventLoop loop = EventLoop.create();
    ExecutorService compilers = Executors.newFixedThreadPool(2, Twins::compiler);
    // Compiling takes most of the time and can be done ahead; running shares one trace.
    Queue<CompletableFuture<Twins>> batches = new ArrayDeque<>();
    for (long from = first; from < first + programs; from += BATCH) {
      List<Long> seeds =
          LongStream.range(from, Math.min(from + BATCH, first + programs)).boxed().toList();
      long batch = from / BATCH;
      batches.add(CompletableFuture.supplyAsync(() -> compile(seeds, batch), compilers));
    }
    while (!batches.isEmpty()) {
      assertThat(batches.remove().join().differences(loop)).isEmpty();
    }
    compilers.shutdown();
    loop.close();
  }

  private static Twins compile(List<Long> seeds, long batch) {
    Twins twins = Twins.of(seeds, batch % 2 == 0 ? "-g" : "-g:none");
    return batch % CHECKED_BY_ASM < 2 ? twins : twins.verified();
  }

  @Test
  void everyConstructComesUpOften() {
    StringBuilder all = new StringBuilder();
    for (long seed = 1; seed <= 1500; seed++) {
      all.append(RandomProgram.of(seed, false));
    }
    for (String construct : CONSTRUCTS) {
      assertThat(Pattern.compile(construct).matcher(all).results().limit(5))
          .as(construct)
          .hasSize(5);
    }
  }
}
