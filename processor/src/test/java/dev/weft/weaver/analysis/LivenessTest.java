package dev.weft.weaver.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Which locals are live where. */
class LivenessTest {
  private static MethodNode method() {
    MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
    method.maxLocals = 70;
    return method;
  }

  private static List<Integer> live(Liveness liveness, int index) {
    return IntStream.range(0, 70).filter(slot -> liveness.isLive(index, slot)).boxed().toList();
  }

  @Test
  void storeEndsTheLifeOfTheOldValue() {
    MethodNode method = method();
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitVarInsn(Opcodes.ISTORE, 1);
    method.visitVarInsn(Opcodes.ILOAD, 1);
    method.visitInsn(Opcodes.IRETURN);
    Liveness live = Liveness.of(ControlFlow.of(method));
    assertThat(live(live, 0)).containsExactly(0);
    assertThat(live(live, 1)).isEmpty();
    assertThat(live(live, 2)).containsExactly(1);
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
    assertThat(live(live, 1)).containsExactly(1);
    assertThat(live(live, 2)).containsExactly(1);
    assertThat(live(live, 4)).isEmpty();
  }

  @Test
  void slotsBeyondOneWordAreKeptApart() {
    MethodNode method = method();
    method.visitVarInsn(Opcodes.ILOAD, 3);
    method.visitVarInsn(Opcodes.ISTORE, 67);
    method.visitVarInsn(Opcodes.ILOAD, 67);
    method.visitVarInsn(Opcodes.ILOAD, 64);
    method.visitInsn(Opcodes.IRETURN);
    Liveness live = Liveness.of(ControlFlow.of(method));
    assertThat(live(live, 0)).containsExactly(3, 64);
    assertThat(live(live, 2)).containsExactly(64, 67);
  }

  @Test
  void loopKeepsWhatTheNextTurnReads() {
    MethodNode method = method();
    Label head = new Label();
    method.visitLabel(head);
    method.visitIincInsn(2, 1);
    method.visitJumpInsn(Opcodes.GOTO, head);
    assertThat(live(Liveness.of(ControlFlow.of(method)), 2)).containsExactly(2);
  }
}
