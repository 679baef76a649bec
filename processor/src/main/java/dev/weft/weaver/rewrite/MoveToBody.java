package dev.weft.weaver.rewrite;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.TypeFrame;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Moves the code of an async method into a method of its own, the body, and its locals out of the
 * way of the body's parameters.
 *
 * <pre>
 *   Coroutine price(String sku)
 *     aload 1      // sku
 *   =>
 *   Object lambda$price$async(Frame frame, Task task, int depth, String sku)
 *     aload 4      // sku
 * </pre>
 *
 * <p>Why: the method itself becomes a factory, and the body is called again for every resume. It
 * stays in the class, with the same receiver, so that {@code this}, private members and {@code
 * super} calls work as written. It takes the parameters so that another body can call it without
 * making a frame first; where it is resumed they are zeros. Where there is no room for them it
 * finds them in the frame.
 *
 * <p>What goes along: exception table, local variables, annotations on locals. What stays: all that
 * belongs to the declaration. A frame at the start of the code says that the parameters are there,
 * for {@link dev.weft.weaver.emit.StateMachine} will put code before it that jumps there.
 *
 * <p>Assumes that the receiver is never assigned, which Java cannot say.
 */
public final class MoveToBody {
  /** Leaves {@code method} without code and returns the body. */
  public static MethodNode of(String owner, MethodNode method, String name) {
    boolean isStatic = BodySlots.isStatic(method);
    MethodNode body =
        new MethodNode(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (isStatic ? Opcodes.ACC_STATIC : 0),
            name,
            descriptor(method),
            null,
            null);
    body.instructions = method.instructions;
    body.tryCatchBlocks = method.tryCatchBlocks;
    body.localVariables = method.localVariables;
    body.visibleLocalVariableAnnotations = method.visibleLocalVariableAnnotations;
    body.invisibleLocalVariableAnnotations = method.invisibleLocalVariableAnnotations;
    body.maxStack = method.maxStack;
    body.maxLocals = method.maxLocals + BodySlots.FIRST_LOCAL;
    method.instructions = new InsnList();
    method.tryCatchBlocks = new ArrayList<>();
    method.localVariables = null;
    method.visibleLocalVariableAnnotations = null;
    method.invisibleLocalVariableAnnotations = null;
    moveLocals(owner, body, isStatic);
    body.instructions.insertBefore(firstPlace(body), entryFrame(owner, method));
    return body;
  }

  /** The first thing that is neither label nor line, so that variables are visible there. */
  private static AbstractInsnNode firstPlace(MethodNode body) {
    AbstractInsnNode insn = body.instructions.getFirst();
    while (insn instanceof LabelNode || insn instanceof LineNumberNode) {
      insn = insn.getNext();
    }
    return insn;
  }

  /** What the code was entered with. */
  private static FrameNode entryFrame(String owner, MethodNode method) {
    List<Object> locals = new ArrayList<>(moved(List.of(), owner, BodySlots.isStatic(method)));
    for (Type parameter : Type.getArgumentTypes(method.desc)) {
      locals.add(TypeFrame.of(parameter));
    }
    return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), 0, new Object[0]);
  }

  private static String descriptor(MethodNode method) {
    return "("
        + (BodySlots.isStatic(method) ? "L" + RuntimeNames.OBJECT + ";" : "")
        + ("L" + RuntimeNames.FRAME + ";L" + RuntimeNames.TASK + ";I")
        + (BodySlots.bodyTakesParametersOf(method)
            ? method.desc.substring(1, method.desc.indexOf(')'))
            : "")
        + (")L" + RuntimeNames.OBJECT + ";");
  }

  private static void moveLocals(String owner, MethodNode body, boolean isStatic) {
    for (AbstractInsnNode insn = body.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn instanceof VarInsnNode variable) {
        variable.var = BodySlots.moved(variable.var, isStatic);
      } else if (insn instanceof IincInsnNode increment) {
        increment.var = BodySlots.moved(increment.var, isStatic);
      } else if (insn instanceof FrameNode frame) {
        frame.local = moved(frame.local, owner, isStatic);
      }
    }
    if (body.localVariables != null) {
      for (LocalVariableNode variable : body.localVariables) {
        variable.index = BodySlots.moved(variable.index, isStatic);
      }
    }
    moveAnnotations(body.visibleLocalVariableAnnotations, isStatic);
    moveAnnotations(body.invisibleLocalVariableAnnotations, isStatic);
  }

  private static List<Object> moved(List<Object> locals, String owner, boolean isStatic) {
    List<Object> moved = new ArrayList<>();
    moved.add(isStatic ? RuntimeNames.OBJECT : owner);
    moved.add(RuntimeNames.FRAME);
    moved.add(RuntimeNames.TASK);
    moved.add(Opcodes.INTEGER);
    moved.addAll(isStatic || locals.isEmpty() ? locals : locals.subList(1, locals.size()));
    return moved;
  }

  private static void moveAnnotations(
      @Nullable List<LocalVariableAnnotationNode> annotations, boolean isStatic) {
    if (annotations != null) {
      for (LocalVariableAnnotationNode annotation : annotations) {
        annotation.index.replaceAll(slot -> BodySlots.moved(slot, isStatic));
      }
    }
  }

  private MoveToBody() {}
}
