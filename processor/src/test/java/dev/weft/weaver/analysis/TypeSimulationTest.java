package dev.weft.weaver.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** What the verifier would know at a place. */
class TypeSimulationTest {
  private static TypeFrame before(MethodNode method, String name, int n) {
    MethodInsnNode call = Snippet.call(method, name, n);
    return TypeSimulation.before(List.of(call), "S", method).before(call);
  }

  @Test
  void parametersAndWideValuesHaveTheirSlots() {
    MethodNode method =
        Snippet.of("-g:none", "void m(long a, String b, double[] c) { float f = 1; call(); }");
    TypeFrame frame = before(method, "call", 0);
    assertThat(frame.local(0)).isEqualTo("S");
    assertThat(frame.local(1)).isEqualTo(Opcodes.LONG);
    assertThat(frame.isTop(2)).isTrue();
    assertThat(frame.local(3)).isEqualTo("java/lang/String");
    assertThat(frame.local(4)).isEqualTo("[D");
    assertThat(frame.local(5)).isEqualTo(Opcodes.FLOAT);
  }

  @Test
  void operandsAreKnownWithTheTopLast() {
    MethodNode method =
        Snippet.of(
            "-g:none",
            "static int f(long a, Object b, int c, String[] d) { return 0; }"
                + "static String[] g() { return null; }"
                + "void m() { f(1L, null, 'c', g()); }");
    assertThat(before(method, "g", 0).stack())
        .containsExactly(Opcodes.LONG, Opcodes.NULL, Opcodes.INTEGER);
    assertThat(before(method, "f", 0).operand(0)).isEqualTo("[Ljava/lang/String;");
  }

  @Test
  void objectsWithoutConstructorCallAreTheirNew() {
    MethodNode method =
        Snippet.of(
            "-g:none",
            "Object m() { return new Formatter(locale()); }"
                + "static Locale locale() { return null; }");
    assertThat(before(method, "locale", 0).stack())
        .hasSize(2)
        .allSatisfy(type -> assertThat(type).isInstanceOf(TypeInsnNode.class));
  }

  /** Nothing is merged: after a join it is as the table says. */
  @Test
  void joinsAreWhatTheTableSays() {
    MethodNode method =
        Snippet.of(
            "-g:none",
            "void m(boolean b) { Comparable<?> c; if (b) { int only = 1; c = only; }"
                + " else { c = \"s\"; } call(c); }");
    TypeFrame frame = before(method, "call", 0);
    assertThat(frame.local(2)).isEqualTo("java/lang/Comparable");
    assertThat(frame.isTop(3)).isTrue();
  }

  /** Each stretch is looked at alone, and what lies before it does not matter. */
  @Test
  void severalPlacesAreFoundInOneGo() {
    MethodNode method =
        Snippet.of(
            "-g:none",
            "void m(int n) { String s = \"\"; call(); for (int i = 0; i < n; i++) { long l = i;"
                + " call(l); } call(); }");
    List<MethodInsnNode> calls =
        List.of(
            Snippet.call(method, "call", 0),
            Snippet.call(method, "call", 1),
            Snippet.call(method, "call", 2));
    TypeSimulation types = TypeSimulation.before(calls, "S", method);
    assertThat(types.before(calls.get(0)).isTop(3)).isTrue();
    assertThat(types.before(calls.get(1)).local(4)).isEqualTo(Opcodes.LONG);
    assertThat(types.before(calls.get(2)).isTop(4)).isTrue();
    assertThat(types.before(calls.get(2)).local(2)).isEqualTo("java/lang/String");
  }

  @Test
  void whatCannotBeReachedHasNoTypes() {
    MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
    Label end = new Label();
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, "S", "never", "()V", false);
    method.visitLabel(end);
    method.visitFrame(Opcodes.F_NEW, 0, new Object[0], 0, new Object[0]);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, "S", "reached", "()V", false);
    method.visitInsn(Opcodes.RETURN);
    MethodInsnNode never = Snippet.call(method, "never", 0);
    MethodInsnNode reached = Snippet.call(method, "reached", 0);
    TypeSimulation types = TypeSimulation.before(List.of(never, reached), "S", method);
    assertThat(types.before(never)).isNull();
    assertThat(types.before(reached)).isNotNull();
  }
}
