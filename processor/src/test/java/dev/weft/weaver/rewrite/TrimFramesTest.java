package dev.weft.weaver.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Liveness;
import dev.weft.weaver.analysis.Snippet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/** What is left of the frames; the locals of a static method begin at slot 4. */
class TrimFramesTest {
  private static List<List<Object>> trimmed(String text) {
    MethodNode method = Snippet.of("-g:none", text);
    MethodNode body = MoveToBody.of("S", method, "body");
    ControlFlow flow = ControlFlow.of(body);
    TrimFrames.in(flow, Liveness.of(flow));
    return StreamSupport.stream(body.instructions.spliterator(), false)
        .filter(FrameNode.class::isInstance)
        .map(frame -> ((FrameNode) frame).local)
        .map(locals -> locals.subList(BodySlots.FIRST_LOCAL, locals.size()))
        .toList();
  }

  @Test
  void localsThatNobodyReadsAreStruck() {
    List<List<Object>> frames =
        trimmed(
            "static void m(int a, long b, String c, double d) {"
                + " call(b, d); if (a > 0) { call(a); } call(c); }");
    assertThat(frames)
        .containsExactly(
            List.of(Opcodes.INTEGER, Opcodes.LONG, "java/lang/String", Opcodes.DOUBLE),
            List.of(Opcodes.TOP, Opcodes.TOP, Opcodes.TOP, "java/lang/String"));
  }

  @Test
  void whatTheNextTurnOfALoopReadsStays() {
    List<List<Object>> frames =
        trimmed("static void m(int n, Object o) { for (;;) { n++; call(n); } }");
    assertThat(frames).contains(List.of(Opcodes.INTEGER));
  }

  /** Random program 1084: a trailing slot may lie above max_locals. */
  @Test
  void nothingIsLeftBehindTheLastLocal() {
    List<List<Object>> frames =
        trimmed("static void m(boolean b, long unused) { if (b) { call(); } call(); }");
    assertThat(frames.get(frames.size() - 1)).isEmpty();
  }
}
