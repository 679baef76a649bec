package dev.weft.weaver.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Which locals are live where. */
class LivenessTest {
  private static MethodNode method() {
    return new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
  }

  @Test
  void storeEndsTheLifeOfTheOldValue() {
    MethodNode method = method();
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitVarInsn(Opcodes.ISTORE, 1);
    method.visitVarInsn(Opcodes.ILOAD, 1);
    method.visitInsn(Opcodes.IRETURN);
    Liveness live = Liveness.of(ControlFlow.of(method));
    assertThat(live.before(0)).hasToString("{0}");
    assertThat(live.before(1)).hasToString("{}");
    assertThat(live.before(2)).hasToString("{1}");
  }

  /** Scenario 126: a store that does not happen because something is thrown. */
  @Test
  void handlerSeesTheValueBeforeAStore() {
    MethodNode method = method();
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    method.visitTryCatchBlock(start, end, handler, null);
    method.visitLabel(start);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.ISTORE, 1);
    method.visitLabel(end);
    method.visitInsn(Opcodes.RETURN);
    method.visitLabel(handler);
    method.visitVarInsn(Opcodes.ILOAD, 1);
    method.visitInsn(Opcodes.IRETURN);
    Liveness live = Liveness.of(ControlFlow.of(method));
    assertThat(live.before(1)).hasToString("{1}");
    assertThat(live.before(2)).hasToString("{1}");
    assertThat(live.before(4)).hasToString("{}");
  }

  @Test
  void loopKeepsWhatTheNextTurnReads() {
    MethodNode method = method();
    Label head = new Label();
    method.visitLabel(head);
    method.visitIincInsn(2, 1);
    method.visitJumpInsn(Opcodes.GOTO, head);
    assertThat(Liveness.of(ControlFlow.of(method)).before(2)).hasToString("{2}");
  }
}
