package dev.weft.weaver.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.EventLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random methods do the same woven as they do plain, whichever of their awaits are pending.
 *
 * <p>{@code -Dweft.random.programs=N} runs N of them, {@code -Dweft.random.first=SEED} starts
 * elsewhere.
 */
class RandomMethodsTest {
  private static final int BATCH = 50;

  @Test
  void wovenMethodsBehaveAsWritten() {
    int programs = Integer.getInteger("weft.random.programs", 2000);
    long first = Long.getLong("weft.random.first", 1);
    EventLoop loop = EventLoop.create();
    for (long from = first; from < first + programs; from += BATCH) {
      List<Long> seeds = new ArrayList<>();
      for (long seed = from; seed < Math.min(from + BATCH, first + programs); seed++) {
        seeds.add(seed);
      }
      String debug = from / BATCH % 2 == 0 ? "-g" : "-g:none";
      assertThat(Twins.of(seeds, debug).verified().differences(loop)).isEmpty();
    }
    loop.close();
  }
}
