package dev.weft.weaver.analysis;

import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The few instructions of a method with which the shapes begin that passes look for, found in one
 * walk.
 *
 * <p>Most methods have none of most. In a JVM that has just started each walk over all instructions
 * is interpreted first and compiled then, and one that finds nothing costs as much as one that
 * does.
 *
 * <p>It is a snapshot: ask for a new one after a rewrite.
 */
public final class Census {
  private final List<AbstractInsnNode> words = new ArrayList<>();
  private final List<MethodInsnNode> emits = new ArrayList<>();
  private final List<MethodInsnNode> hasNexts = new ArrayList<>();
  private final List<MethodInsnNode> closes = new ArrayList<>();
  private final List<AbstractInsnNode> returns = new ArrayList<>();
  private boolean entersMonitor;
  private boolean assignsFirst;

  private Census() {}

  /** Looks at each instruction of {@code method}. */
  public static Census of(MethodNode method) {
    Census census = new Census();
    // No call for an instruction that is of no interest: what is called once for each is worth the
    // JIT's best compiler to a JVM, and costs a build more there than the loop.
    for (AbstractInsnNode insn = method.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      switch (insn.getOpcode()) {
        case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE ->
            census.addCall((MethodInsnNode) insn);
        case Opcodes.INVOKEDYNAMIC -> census.addReference((InvokeDynamicInsnNode) insn);
        case Opcodes.ARETURN -> census.returns.add(insn);
        case Opcodes.MONITORENTER -> census.entersMonitor = true;
        case Opcodes.ASTORE -> census.assignsFirst |= ((VarInsnNode) insn).var == 0;
        default -> {}
      }
    }
    return census;
  }

  /** What names {@code await}, {@code emit} or {@code end} of the runtime, references included. */
  public List<AbstractInsnNode> words() {
    return words;
  }

  /** Each emit. */
  public List<MethodInsnNode> emits() {
    return emits;
  }

  /** The calls of {@code Iterator.hasNext()}. */
  public List<MethodInsnNode> hasNexts() {
    return hasNexts;
  }

  /** The calls of {@code close()} on something. */
  public List<MethodInsnNode> closes() {
    return closes;
  }

  /** Each {@code areturn}. */
  public List<AbstractInsnNode> returns() {
    return returns;
  }

  /** Whether a monitor is entered. */
  public boolean entersMonitor() {
    return entersMonitor;
  }

  /** Whether slot 0 is assigned a reference: in an instance method that is the receiver. */
  public boolean assignsFirst() {
    return assignsFirst;
  }

  private void addCall(MethodInsnNode call) {
    if (call.owner.equals(RuntimeNames.ASYNCIO)) {
      if (isWord(call.name)) {
        words.add(call);
      }
      if (SuspensionPoint.isEmit(call)) {
        emits.add(call);
      }
    } else if (AsyncFors.isHasNext(call)) {
      hasNexts.add(call);
    } else if (AsyncWiths.isClose(call)) {
      closes.add(call);
    }
  }

  private void addReference(InvokeDynamicInsnNode call) {
    for (Object argument : call.bsmArgs) {
      if (argument instanceof Handle handle
          && handle.getOwner().equals(RuntimeNames.ASYNCIO)
          && isWord(handle.getName())) {
        words.add(call);
      }
    }
  }

  private static boolean isWord(String name) {
    return name.equals(RuntimeNames.AWAIT)
        || name.equals(RuntimeNames.EMIT)
        || name.equals(RuntimeNames.END);
  }
}
