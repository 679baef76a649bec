package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.processor.problem.Problems;
import dev.weft.weaver.Finding;
import dev.weft.weaver.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every refusal of the weaver has words, also where there is no source to point at. */
class RefusalsTest {
  private final List<String> messages = new ArrayList<>();
  private final Refusals refusals =
      new Refusals(new Problems(null, (kind, message) -> messages.add(message)));

  @ParameterizedTest
  @EnumSource
  void isOneMessageWithoutGaps(Refusal refusal) {
    refusals.report(
        new Finding(refusal, "shop.Shop", "price", "()V", -1, List.of(70_000, 65_535)), null);
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).matches("\\[\\w+] .* \\(docs/problems/\\w+\\.md\\)");
    assertThat(messages.get(0)).doesNotContain("null", "?", "%");
  }

  @Test
  void sizesAreNamed() {
    refusals.report(
        new Finding(Refusal.CLASS_TOO_LARGE, "shop.Shop", "", "", -1, List.of(70_000)), null);
    assertThat(messages)
        .containsExactly(
            "[ClassTooLarge] class shop.Shop is too large: woven it would have 70000 constants, and"
                + " the JVM takes 65535 at most. Move some of its @Async methods to another class."
                + " (docs/problems/ClassTooLarge.md)");
  }
}
