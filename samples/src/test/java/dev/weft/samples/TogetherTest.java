package dev.weft.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

class TogetherTest {
  /** In virtual time, where the times are exact. */
  @Test
  void theSumOfTheTimesAndThenTheLongest() throws Exception {
    assertThat(Output.of(args -> VirtualTimeLoop.run(Together.compare())))
        .containsExactly(
            "[A, B, C] one after another: 4 tenths of a second",
            "[A, B, C] together: 2 tenths of a second");
  }
}
