package dev.weft.weaver.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.SuspensionPoints;
import dev.weft.weaver.listing.LayoutListing;
import dev.weft.weaver.names.FrameClass;
import dev.weft.weaver.rewrite.MoveToBody;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodNode;

/** What is kept where; the locals of a static method begin at slot 3. */
class LayoutsTest {
  private static Layouts plan(String debug, String text) {
    MethodNode method = Snippet.of(debug, text);
    MethodNode body = MoveToBody.of("S", method, "body");
    SuspensionPoints points = SuspensionPoints.in(body);
    TypeSimulation types = TypeSimulation.before(points.calls(), "S", body);
    ControlFlow flow = ControlFlow.of(body);
    return Layouts.plan(body, method.desc, points, flow, Liveness.of(flow), types, Map.of());
  }

  private static String listed(Layouts layouts) {
    return LayoutListing.of(layouts);
  }

  @Test
  void onlyWhatIsReadLaterIsKept() {
    Layouts layouts =
        plan(
            "-g:none",
            "static void m(Future<Long> f, String dead, long live, int unused) {"
                + " call(dead); live += await(f); call(live); }");
    assertThat(listed(layouts))
        .isEqualTo(
            """
            start
                local 4 dev/weft/Future in r0
                local 5 java/lang/String in r1
                local 6 long in n0
            state 1: await in line -1
                operand long in n0
            """);
  }

  @Test
  void debugInformationKeepsNumbersButNoReferences() {
    Layouts layouts =
        plan("-g", "static void m(Future<Long> f) { String s = \"\"; float n = 2; await(f); }");
    assertThat(listed(layouts))
        .contains(
            """
                local 4 dev/weft/Future not kept
                local 5 java/lang/String not kept
                local 6 float in n0
            """);
    assertThat(layouts.frame()).isEqualTo(FrameClass.SMALL);
  }

  @Test
  void intsAndFloatsShareCells() {
    Layouts layouts =
        plan(
            "-g:none",
            "static void m(Future<Object> f, int a, float b, double c, boolean d) {"
                + " await(f); call(a, b, c, d); }");
    assertThat(listed(layouts))
        .contains(
            """
                local 5 int in n0
                local 6 float in n0, high half
                local 7 double in n1
                local 9 int in n2
            """);
    assertThat(layouts.numbers()).isEqualTo(3);
  }

  @Test
  void operandsShareACellOnlySideBySide() {
    Layouts layouts =
        plan(
            "-g:none",
            "static void f(int a, Object b, int c, int d, Object e) {}"
                + "static int i() { return 1; }"
                + "static void m(Future<Object> f) { f(i(), f, i(), i(), await(f)); }");
    assertThat(listed(layouts))
        .contains(
            """
                operand int in n0
                operand dev/weft/Future in r0
                operand int in n1
                operand int in n1, high half
            """);
  }

  @Test
  void nullIsMadeAnew() {
    Layouts layouts =
        plan("-g:none", "static void m(Future<Object> f) { Object n = null; await(f); call(n); }");
    assertThat(listed(layouts)).contains("local 5 null not kept");
  }

  @Test
  void equalLayoutsAreOneGroup() {
    Layouts layouts =
        plan(
            "-g:none",
            "static void m(Future<Object> f) { await(f); await(f);"
                + " try { await(f); } catch (RuntimeException e) { await(f); } call(f); }");
    assertThat(layouts.groups()).hasSize(2);
    assertThat(layouts.groups().get(0).points()).hasSize(3);
    assertThat(layouts.groups().get(1).layout().catches()).hasSize(1);
    assertThat(layouts.states()).hasSize(4);
  }
}
