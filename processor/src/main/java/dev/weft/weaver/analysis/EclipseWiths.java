package dev.weft.weaver.analysis;

import dev.weft.weaver.TypeLookup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds where try-with-resources statements of Eclipse's compiler close resources.
 *
 * <pre>
 *         ...                             // the body, which failed guards
 *         r; ifnull l; r                  // in a gap of that, for each way out
 *         invoke R.close()V               // 2.
 *         goto ...
 * failed: astore p                        // or, when another resource was closed before:
 *                                         // astore c; p = p == null ? c : p + c
 *         r; ifnull l; r
 *         invoke R.close()V               // 1.
 *   l:    aload p; athrow
 *  merge: astore c; aload p; ifnonnull ... // guards all that
 * </pre>
 *
 * <p>How: 1. the failure that is thrown behind a close is one that a handler around it asks about;
 * 2. the other calls on the same resource stand in the gaps of what the same handler guards; with
 * an empty body it guards nothing, and the other call stands right before it.
 */
public final class EclipseWiths {
  private final MethodNode method;
  private final Set<MethodInsnNode> found = new LinkedHashSet<>();

  private EclipseWiths(MethodNode method) {
    this.method = method;
  }

  /** All the calls of {@code close()}. */
  public static Set<MethodInsnNode> in(MethodNode method, Census census) {
    EclipseWiths withs = new EclipseWiths(method);
    for (MethodInsnNode close : census.closes()) {
      if (withs.isAfterFailure(close)) {
        withs.add(close);
      }
    }
    return withs.found;
  }

  /** Those of resources that may be async, as far as {@code types} knows. */
  public static List<MethodInsnNode> async(MethodNode method, Census census, TypeLookup types) {
    return AsyncWiths.mayBeAsync(in(method, census), types);
  }

  /** 1. */
  private boolean isAfterFailure(MethodInsnNode close) {
    if (!(Neighbours.next(close) instanceof VarInsnNode failure)
        || failure.getOpcode() != Opcodes.ALOAD
        || !isFollowedBy(failure, Opcodes.ATHROW)) {
      return false;
    }
    int index = method.instructions.indexOf(close);
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      if (method.instructions.indexOf(block.start) < index
          && index < method.instructions.indexOf(block.end)
          && asksAbout(failure.var, block)) {
        return true;
      }
    }
    return false;
  }

  private static boolean asksAbout(int failure, TryCatchBlockNode block) {
    return Neighbours.next(block.handler) instanceof VarInsnNode store
        && store.getOpcode() == Opcodes.ASTORE
        && Neighbours.next(store) instanceof VarInsnNode load
        && load.var == failure
        && isFollowedBy(load, Opcodes.IFNONNULL);
  }

  private static boolean isFollowedBy(AbstractInsnNode insn, int opcode) {
    AbstractInsnNode next = Neighbours.next(insn);
    return next != null && next.getOpcode() == opcode;
  }

  private void add(MethodInsnNode close) {
    List<String> resource = resourceOf(close);
    AbstractInsnNode handler = handlerAround(close);
    if (resource.isEmpty() || handler == null) {
      return;
    }
    found.add(close);
    List<AbstractInsnNode> others = new ArrayList<>(GuardGaps.of(method, handler));
    AbstractInsnNode way = Neighbours.previous(handler);
    if (way != null && way.getOpcode() == Opcodes.GOTO) {
      others.add(Neighbours.previous(way));
    }
    for (AbstractInsnNode insn : others) {
      if (insn instanceof MethodInsnNode other
          && AsyncWiths.isClose(other)
          && resourceOf(other).equals(resource)) {
        found.add(other); // 2.
      }
    }
  }

  /** Where {@code failed} begins: no code runs on into a handler. */
  private static @Nullable AbstractInsnNode handlerAround(MethodInsnNode close) {
    AbstractInsnNode insn = Neighbours.previous(close);
    while (insn != null) {
      AbstractInsnNode previous = Neighbours.previous(insn);
      if (insn.getOpcode() == Opcodes.ASTORE
          && previous != null
          && ControlFlow.endsStretch(previous.getOpcode())) {
        return insn;
      }
      insn = previous;
    }
    return null;
  }

  /** What is closed, in words to compare: a variable, or a field, which is read again each time. */
  private static List<String> resourceOf(MethodInsnNode close) {
    AbstractInsnNode read = Neighbours.previous(close);
    List<String> words = new ArrayList<>();
    if (read instanceof FieldInsnNode field) {
      words.add(field.owner + "." + field.name);
      read = field.getOpcode() == Opcodes.GETFIELD ? Neighbours.previous(read) : null;
    }
    if (read instanceof VarInsnNode load) {
      words.add(String.valueOf(load.var));
    }
    return words;
  }
}
