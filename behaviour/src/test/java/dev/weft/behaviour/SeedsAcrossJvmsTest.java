package dev.weft.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.behaviour.debug.SeededProgram;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A seed found on one machine has to fail on another. */
class SeedsAcrossJvmsTest {
  private static final int SEEDS = 8;

  /**
   * The other JVM is slower, gives all objects another identity hash code, and its unmodifiable
   * sets and maps have another order.
   */
  @Test
  void theSameSeedGivesTheSameRunInAnotherJvm() throws Exception {
    ChildJvm.Ended other =
        ChildJvm.run(
            SeededProgram.class,
            List.of("-Xint", "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=3"),
            Map.of("WEFT_SEEDS", String.valueOf(SEEDS)));
    assertThat(other.output()).isEqualTo(SeededProgram.told(SEEDS));
    assertThat(other.output().lines().distinct()).hasSize(SEEDS);
  }
}
