package dev.weft.weaver.rewrite;

import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.TypeFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Stores what is returned before resources are closed, as javac does. Eclipse's compiler leaves it
 * on the stack meanwhile.
 *
 * <pre>
 *   c                                    c; astore t
 *   r; ifnull l; r; close();        =>   r; ifnull l; r; close();
 *   l: areturn                           l: aload t; areturn
 * </pre>
 *
 * <p>Why: where it is stored is where it must be awaited, see {@link
 * dev.weft.weaver.analysis.ReturnSites}. When there is a {@code finally} block, too, the compiler
 * stores it behind the last close; then that store moves.
 *
 * <p>Must run before {@link AwaitClosing}, which knows the calls no more.
 */
public final class PutReturnsAside {
  private final MethodNode method;
  private final Set<MethodInsnNode> closes;

  private PutReturnsAside(MethodNode method, Set<MethodInsnNode> closes) {
    this.method = method;
    this.closes = closes;
  }

  /** Where {@code closes}, which are those of Eclipse's compiler, stand between. */
  public static void before(Set<MethodInsnNode> closes, MethodNode method) {
    PutReturnsAside pass = new PutReturnsAside(method, closes);
    for (MethodInsnNode close : closes) {
      AbstractInsnNode consumer = Neighbours.next(close);
      AbstractInsnNode start = pass.startOf(close);
      if (consumer != null && start != null && pass.isOnlyReachedFrom(start, consumer)) {
        pass.putAside(start, consumer);
      }
    }
  }

  private void putAside(AbstractInsnNode start, AbstractInsnNode consumer) {
    VarInsnNode store;
    AbstractInsnNode end = consumer;
    if (consumer.getOpcode() == Opcodes.ARETURN) {
      store = new VarInsnNode(Opcodes.ASTORE, method.maxLocals++);
      method.instructions.insertBefore(consumer, new VarInsnNode(Opcodes.ALOAD, store.var));
    } else if (consumer instanceof VarInsnNode late && late.getOpcode() == Opcodes.ASTORE) {
      store = late;
      end = late.getNext();
      method.instructions.remove(late);
    } else {
      return;
    }
    for (AbstractInsnNode insn = start; insn != end; insn = insn.getNext()) {
      if (insn instanceof FrameNode frame) {
        moveFromStack(frame, store.var);
      }
    }
    insertGuarded(store, start);
  }

  /** Before {@code start}, yet guarded by what ended there. */
  private void insertGuarded(VarInsnNode store, AbstractInsnNode start) {
    LabelNode end = new LabelNode();
    method.instructions.insertBefore(start, store);
    method.instructions.insertBefore(start, end);
    for (AbstractInsnNode insn = store.getPrevious();
        insn != null && insn.getOpcode() < 0;
        insn = insn.getPrevious()) {
      for (TryCatchBlockNode block : method.tryCatchBlocks) {
        if (block.end == insn) {
          block.end = end;
        }
      }
    }
  }

  /** The first instruction of the first of the closes one after the other; null if none is. */
  private @Nullable AbstractInsnNode startOf(MethodInsnNode close) {
    FrameNode join = Neighbours.frameBehind(close);
    if (join == null || join.stack.size() != 1) {
      return null;
    }
    AbstractInsnNode check = beforeRead(Neighbours.previous(close));
    if (check == null || check.getOpcode() != Opcodes.IFNULL) {
      return null;
    }
    AbstractInsnNode read = Neighbours.previous(check);
    AbstractInsnNode value = beforeRead(read);
    if (value instanceof MethodInsnNode before && closes.contains(before)) {
      return startOf(before);
    }
    return value == null ? null : Neighbours.next(value);
  }

  /** What stands before a read of a variable or a field. */
  private static @Nullable AbstractInsnNode beforeRead(@Nullable AbstractInsnNode read) {
    AbstractInsnNode first = read;
    if (first instanceof FieldInsnNode && first.getOpcode() == Opcodes.GETFIELD) {
      first = Neighbours.previous(first);
    }
    return first == null ? null : Neighbours.previous(first);
  }

  /** Whether what stands before {@code end} is jumped to only from behind {@code start}. */
  private boolean isOnlyReachedFrom(AbstractInsnNode start, AbstractInsnNode end) {
    List<LabelNode> joins = new ArrayList<>();
    for (AbstractInsnNode insn = start; insn != end; insn = insn.getNext()) {
      if (insn instanceof LabelNode label) {
        joins.add(label);
      }
    }
    int from = method.instructions.indexOf(start);
    int to = method.instructions.indexOf(end);
    for (AbstractInsnNode insn : method.instructions) {
      int index = method.instructions.indexOf(insn);
      boolean isOutside = index < from || index > to;
      if (isOutside && targets(insn).stream().anyMatch(joins::contains)) {
        return false;
      }
    }
    return true;
  }

  private static List<LabelNode> targets(AbstractInsnNode insn) {
    List<LabelNode> targets = new ArrayList<>();
    if (insn instanceof JumpInsnNode jump) {
      targets.add(jump.label);
    } else if (insn instanceof TableSwitchInsnNode choice) {
      targets.addAll(choice.labels);
      targets.add(choice.dflt);
    } else if (insn instanceof LookupSwitchInsnNode choice) {
      targets.addAll(choice.labels);
      targets.add(choice.dflt);
    }
    return targets;
  }

  private static void moveFromStack(FrameNode frame, int slot) {
    List<Object> locals = new ArrayList<>();
    int size = 0;
    for (Object type : frame.local) {
      if (size == slot) {
        break; // Out of scope, and so are those behind it.
      }
      locals.add(type);
      size += TypeFrame.isWide(type) ? 2 : 1;
    }
    for (; size < slot; size++) {
      locals.add(Opcodes.TOP);
    }
    locals.add(frame.stack.get(0));
    frame.local = locals;
    frame.stack = new ArrayList<>();
  }
}
