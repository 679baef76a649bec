package dev.weft.benchmarks.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each of the programs for each peer with a few tasks, so that none rots. */
class OnceTest {
  @ParameterizedTest
  @MethodSource
  void everyProgramRuns(String row, String peer) throws Exception {
    assertThat(Once.measure(row, peer, 10)).contains("\"row\": \"" + row + "\"");
  }

  static Stream<Arguments> everyProgramRuns() {
    return Stream.of("Limit", "Weft", "Kotlin", "Threads", "Futures")
        .filter(peer -> !peer.equals("Threads") || Runtime.version().feature() >= 21)
        .flatMap(
            peer ->
                Stream.of("parked.future", "parked.sleep", "parked.deep", "sleeps")
                    .map(row -> Arguments.of(row, peer)));
  }
}
