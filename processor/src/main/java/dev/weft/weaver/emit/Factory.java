package dev.weft.weaver.emit;

import dev.weft.weaver.AsyncMethod;
import dev.weft.weaver.BodyKind;
import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes what the method itself does from now on: put receiver and parameters into a new frame.
 *
 * <pre>
 *   Frame frame = new Frame(BODY, this);     // BODY: a lambda that captures nothing, made once
 *   frame.r0 = parameter; ...
 *   return frame;                            // or Frame.task(frame), Frame.stage(frame),
 *                                            // GeneratorFrame.generator(frame)
 * </pre>
 */
public final class Factory {
  private static final Handle METAFACTORY =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/invoke/LambdaMetafactory",
          "metafactory",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
              + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
              + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
          false);

  private static final String BODY_FACTORY = "()L" + RuntimeNames.BODY + ";";

  private static final int NESTMATES = 55;

  /** Two references to the frame, body, receiver and two sizes. */
  private static final int MAX_STACK = 6;

  /** Whether {@code method} is what {@link #emit} writes: it makes a body out of a method. */
  public static boolean isFactory(MethodNode method) {
    for (AbstractInsnNode insn = method.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn instanceof InvokeDynamicInsnNode call && call.desc.equals(BODY_FACTORY)) {
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
    newFrame(code, async, body, layouts, isStatic);
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

  /**
   * {@code new Frame(BODY, this)} or {@code new LargeFrame(BODY, this, refs, nums)}; a generator's
   * is always one of the large sort.
   */
  private static void newFrame(
      FrameCode code, AsyncMethod async, MethodNode body, Layouts layouts, boolean isStatic) {
    boolean generates = async.kind() == BodyKind.GENERATOR;
    boolean large = layouts.large() || generates;
    String frameClass =
        generates
            ? RuntimeNames.GENERATOR_FRAME
            : large ? RuntimeNames.LARGE_FRAME : RuntimeNames.FRAME;
    code.add(new TypeInsnNode(Opcodes.NEW, frameClass)).op(Opcodes.DUP);
    code.add(bodyLambda(async, body, isStatic));
    code.add(isStatic ? new InsnNode(Opcodes.ACONST_NULL) : new VarInsnNode(Opcodes.ALOAD, 0));
    if (large) {
      code.push(Math.max(0, layouts.references() - RuntimeNames.LARGE_FRAME_REFERENCES));
      code.push(Math.max(0, layouts.numbers() - RuntimeNames.LARGE_FRAME_NUMBERS));
    }
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESPECIAL,
            frameClass,
            "<init>",
            large ? RuntimeNames.LARGE_FRAME_CONSTRUCTOR : RuntimeNames.FRAME_CONSTRUCTOR,
            false));
  }

  /** The body as an unbound method reference: its receiver is the first parameter. */
  private static InvokeDynamicInsnNode bodyLambda(
      AsyncMethod async, MethodNode body, boolean isStatic) {
    String owner = async.owner().name;
    boolean isInterface = (async.owner().access & Opcodes.ACC_INTERFACE) != 0;
    String instantiated = isStatic ? body.desc : "(L" + owner + ";" + body.desc.substring(1);
    return new InvokeDynamicInsnNode(
        RuntimeNames.RESUME,
        BODY_FACTORY,
        METAFACTORY,
        Type.getMethodType(RuntimeNames.RESUME_DESCRIPTOR),
        new Handle(
            handleKind(isStatic, isInterface, async.owner().version & 0xFFFF),
            owner,
            body.name,
            body.desc,
            isInterface),
        Type.getMethodType(instantiated));
  }

  private static int handleKind(boolean isStatic, boolean isInterface, int version) {
    if (isStatic) {
      return Opcodes.H_INVOKESTATIC;
    } else if (version < NESTMATES) {
      return Opcodes.H_INVOKESPECIAL; // Before nestmates no other kind reaches a private method.
    }
    return isInterface ? Opcodes.H_INVOKEINTERFACE : Opcodes.H_INVOKEVIRTUAL;
  }

  private Factory() {}
}
