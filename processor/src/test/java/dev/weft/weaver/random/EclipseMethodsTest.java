package dev.weft.weaver.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.EventLoop;
import dev.weft.weaver.EclipseSources;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random methods that Eclipse's compiler has compiled do the same woven as they do plain.
 *
 * <p>{@code -Dweft.random.eclipse=N} runs N of them.
 */
class EclipseMethodsTest {
  private static final int BATCH = 25;

  @TempDir Path folder;

  @Test
  void wovenMethodsBehaveAsWritten() {
    int programs = Integer.getInteger("weft.random.eclipse", 25);
    long first = Long.getLong("weft.random.first", 1);
    EventLoop loop = EventLoop.create();
    for (long from = first; from < first + programs; from += BATCH) {
      List<Long> seeds = LongStream.range(from, from + BATCH).boxed().toList();
      Twins twins = Twins.by(new EclipseSources(folder)::compile, seeds, "-g");
      assertThat(twins.verified().differences(loop)).isEmpty();
    }
    loop.close();
  }
}
