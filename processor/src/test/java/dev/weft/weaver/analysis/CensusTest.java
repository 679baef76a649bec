package dev.weft.weaver.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodNode;

/** What one walk over a method finds. */
class CensusTest {
  private static Census census(String method) {
    return Census.of(Snippet.of("-g", method));
  }

  @Test
  void plainCodeHasNothingOfInterest() {
    Census census = census("void m(String s) { call(); }");
    assertThat(census.words()).isEmpty();
    assertThat(census.emits()).isEmpty();
    assertThat(census.hasNexts()).isEmpty();
    assertThat(census.closes()).isEmpty();
    assertThat(census.returns()).isEmpty();
    assertThat(census.entersMonitor()).isFalse();
    assertThat(census.assignsFirst()).isFalse();
  }

  @Test
  void whatShapesBeginWithIsFoundInTheOrderOfTheCode() {
    MethodNode method =
        Snippet.of(
            "-g",
            "Object m(java.util.List<AutoCloseable> all) throws Exception {"
                + " for (AutoCloseable each : all) { each.close(); }"
                + " synchronized (all) { if (all.isEmpty()) { return null; } }"
                + " return all; }");
    Census census = Census.of(method);
    assertThat(census.hasNexts()).containsExactly(Snippet.call(method, "hasNext", 0));
    assertThat(census.closes()).containsExactly(Snippet.call(method, "close", 0));
    assertThat(census.returns())
        .hasSize(2)
        .isSortedAccordingTo(
            (one, other) -> method.instructions.indexOf(one) - method.instructions.indexOf(other));
    assertThat(census.entersMonitor()).isTrue();
  }

  @Test
  void wordsOfTheRuntimeAreFoundInCallsAndReferences() {
    MethodNode method = Snippet.of("-g", "Object m(Coroutine<String> c) { return await(c); }");
    assertThat(Census.of(method).words()).containsExactly(Snippet.call(method, "await", 0));
    assertThat(
            census(
                    "java.util.function.Function<Coroutine<String>, String> m() {"
                        + " return Asyncio::await; }")
                .words())
        .hasSize(1);
  }
}
