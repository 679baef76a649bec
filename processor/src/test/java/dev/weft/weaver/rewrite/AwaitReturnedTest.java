package dev.weft.weaver.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.BodyKind;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.LostReturns;
import dev.weft.weaver.analysis.ReturnSite;
import dev.weft.weaver.analysis.ReturnSites;
import dev.weft.weaver.analysis.Snippet;
import dev.weft.weaver.analysis.TryRanges;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which calls stand where a coroutine was returned. */
class AwaitReturnedTest {
  private static MethodNode body(String debug, String text) {
    MethodNode method = Snippet.of(debug, text);
    List<ReturnSite> sites = ReturnSites.in(method);
    List<VarInsnNode> lost =
        LostReturns.in("S", method, BodyKind.COROUTINE, TryRanges.of(method), sites);
    MethodNode body = MoveToBody.of("S", method, "body");
    AwaitReturned.in(body, sites, lost, BodyKind.COROUTINE, List.of());
    return body;
  }

  private static List<String> calls(MethodNode body) {
    return StreamSupport.stream(body.instructions.spliterator(), false)
        .filter(MethodInsnNode.class::isInstance)
        .map(insn -> ((MethodInsnNode) insn).name)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void plainResultsAreUnwrapped(String debug) {
    MethodNode body = body(debug, "Coroutine<String> m() { call(); return done(\"v\"); }");
    assertThat(calls(body)).containsExactly("call");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void otherCoroutinesEndInATailAwait(String debug) {
    MethodNode body =
        body(debug, "Coroutine<String> m(boolean b) { return b ? done(\"v\") : other(); }");
    assertThat(calls(body)).containsExactly("done", "other", "await", "tail");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void finallyRunsAfterTheAwait(String debug) {
    MethodNode body =
        body(debug, "Coroutine<String> m() { try { return other(); } finally { call(); } }");
    assertThat(calls(body)).startsWith("other", "await", "call");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void catchClausesSeeTheFailure(String debug) {
    MethodNode body =
        body(
            debug,
            "Coroutine<String> m() { try { return other(); }"
                + " catch (IllegalStateException e) { return done(\"c\"); } }");
    assertThat(calls(body)).containsExactly("other", "await");
    ControlFlow flow = ControlFlow.of(body);
    int await = flow.index(Snippet.call(body, "await", 0));
    assertThat(flow.triesAround(await))
        .extracting(block -> block.type)
        .containsExactly("java/lang/IllegalStateException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-g", "-g:none"})
  void whatFinallyOverrulesIsAwaitedToo(String debug) {
    MethodNode body =
        body(
            debug,
            "Coroutine<String> m() { try { return other(); } finally { return done(\"f\"); } }");
    assertThat(calls(body)).startsWith("other", "await");
  }
}
