package dev.weft.weaver.emit;

import dev.weft.weaver.AsyncMethod;
import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes what the method itself does from now on: put receiver and parameters into a new frame.
 *
 * <pre>
 *   Frame frame = new Frame(m$async$code(), this);
 *   frame.r0 = parameter; ...
 *   return frame;                            // or Frame.task(frame), Frame.stage(frame),
 *                                            // GeneratorFrame.generator(frame)
 * </pre>
 */
public final class Factory {
  /** Two references to the frame, body, receiver and two sizes. */
  private static final int MAX_STACK = 6;

  /** Whether {@code method} is what {@link #emit} writes: it makes a frame. */
  public static boolean isFactory(MethodNode method) {
    for (AbstractInsnNode insn = method.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn instanceof MethodInsnNode call && call.desc.equals(RuntimeNames.BODY_OBJECT)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Writes the code of {@code async}.
   *
   * @param variables the entries of the local variable table for receiver and parameters
   */
  public static void emit(
      AsyncMethod async, MethodNode body, Layouts layouts, List<LocalVariableNode> variables) {
    MethodNode method = async.method();
    boolean isStatic = BodySlots.isStatic(method);
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    FrameCode code = FrameCode.withFrameOnStack();
    code.add(start);
    if (async.line() > 0) {
      code.add(new LineNumberNode(async.line(), start));
    }
    new FrameSort(async, body, layouts).make(code);
    new LayoutCode(layouts.parameters(), code).saveLocals(BodySlots.moved(1, isStatic) - 1);
    switch (async.kind()) {
      case COROUTINE, LAMBDA -> {}
      case TASK ->
          code.callStatic(
              RuntimeNames.FRAME, RuntimeNames.START_TASK, RuntimeNames.START_TASK_DESCRIPTOR);
      case STAGE ->
          code.callStatic(
              RuntimeNames.FRAME, RuntimeNames.START_STAGE, RuntimeNames.START_STAGE_DESCRIPTOR);
      case GENERATOR ->
          code.callStatic(
              RuntimeNames.GENERATOR_FRAME,
              RuntimeNames.GENERATOR,
              RuntimeNames.GENERATOR_DESCRIPTOR);
    }
    code.op(Opcodes.ARETURN).add(end);
    method.instructions = code.list();
    method.maxLocals = BodySlots.parameterSlots(method);
    method.maxStack = MAX_STACK;
    method.localVariables = new ArrayList<>();
    for (LocalVariableNode variable : variables) {
      variable.start = start;
      variable.end = end;
      method.localVariables.add(variable);
    }
  }

  private Factory() {}
}
