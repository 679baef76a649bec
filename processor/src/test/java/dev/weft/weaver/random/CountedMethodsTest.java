package dev.weft.weaver.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.EventLoop;
import dev.weft.weaver.CountedClasses;
import dev.weft.weaver.JavaSources;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random methods into which JaCoCo's agent has put its probes do the same woven as they do plain.
 *
 * <p>{@code -Dweft.random.counted=N} runs N of them.
 */
class CountedMethodsTest {
  private static final int BATCH = 25;

  @Test
  void wovenMethodsBehaveAsWritten() {
    int programs = Integer.getInteger("weft.random.counted", 50);
    long first = Long.getLong("weft.random.first", 1);
    EventLoop loop = EventLoop.create();
    for (long from = first; from < first + programs; from += BATCH) {
      List<Long> seeds = LongStream.range(from, from + BATCH).boxed().toList();
      Twins twins =
          Twins.by(
              (sources, options) -> CountedClasses.of(JavaSources.compile(sources, options)),
              seeds,
              "-g");
      assertThat(twins.differences(loop)).isEmpty();
    }
    loop.close();
  }
}
