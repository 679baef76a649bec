package dev.weft.weaver.analysis;

import dev.weft.weaver.TypeLookup;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds where try-with-resources statements close resources that may be async.
 *
 * <pre>
 *         ...                            // the body, which main guards
 *         aload r; [ifnull l]; aload r   // in a gap of that, for each way out
 *         invoke   R.close()V            // 2.
 *         ...
 *   main: astore t
 *         aload r; [ifnull l]
 *         aload r                        // a range of its own, which second catches
 *         invoke   R.close()V            // 1.
 *   l:    aload t; athrow
 * second: astore u; aload t; aload u; invokevirtual Throwable.addSuppressed
 * </pre>
 *
 * <p>So does javac from 11 on, whatever the class file's version. How: 1. the call whose failure is
 * added to another tells the resource's local; 2. the other calls stand in the gaps of what the
 * same handler guards, and before it; 3. an empty body has no handlers, and its resource is closed
 * right after it was stored. A call of {@code close()} elsewhere is the user's own, with one
 * exception: right behind the variable's declaration it cannot be told from 3.
 */
public final class AsyncWiths {
  private final MethodNode method;
  private final Set<MethodInsnNode> found = new LinkedHashSet<>();

  private AsyncWiths(MethodNode method) {
    this.method = method;
  }

  /** The calls of {@code close()}, unless {@code types} knows that the resource is none of ours. */
  public static List<MethodInsnNode> in(MethodNode method, Census census, TypeLookup types) {
    if (mayBeAsync(census.closes(), types).isEmpty()) {
      return List.of();
    }
    AsyncWiths withs = new AsyncWiths(method);
    withs.find();
    return mayBeAsync(withs.found, types);
  }

  /** Those of {@code closes} that may be of resources of ours. */
  public static List<MethodInsnNode> mayBeAsync(
      Collection<MethodInsnNode> closes, TypeLookup types) {
    List<MethodInsnNode> some = new ArrayList<>();
    for (MethodInsnNode close : closes) {
      if (mayBeAsync(close, types)) {
        some.add(close);
      }
    }
    return some;
  }

  private static boolean mayBeAsync(MethodInsnNode close, TypeLookup types) {
    return !close.owner.startsWith("java/")
        && types.inherits(close.owner, RuntimeNames.ASYNC_CLOSEABLE) != TypeLookup.Answer.NO;
  }

  private void find() {
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      if (addsSuppressed(block.handler)
          && Neighbours.next(block.start) instanceof VarInsnNode load
          && Neighbours.next(load) instanceof MethodInsnNode close
          && isCloseOf(load, close)
          && startsAt(block.end, Neighbours.next(close))) {
        found.add(close); // 1.
        AbstractInsnNode main = mainHandler(load);
        if (main != null) {
          GuardGaps.of(method, main).forEach(insn -> addCloseAt(insn, load.var)); // 2.
        }
      }
    }
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof VarInsnNode store && store.getOpcode() == Opcodes.ASTORE) {
        addCloseAfter(store); // 3.
      }
    }
  }

  /** {@code astore u; aload t; aload u; invokevirtual Throwable.addSuppressed}. */
  private static boolean addsSuppressed(LabelNode handler) {
    AbstractInsnNode insn = Neighbours.next(handler);
    for (int opcode : new int[] {Opcodes.ASTORE, Opcodes.ALOAD, Opcodes.ALOAD}) {
      if (insn == null || insn.getOpcode() != opcode) {
        return false;
      }
      insn = Neighbours.next(insn);
    }
    return insn instanceof MethodInsnNode call && call.name.equals("addSuppressed");
  }

  /** The handler in which an exceptional close stands, {@code load} being its first instruction. */
  private static @Nullable AbstractInsnNode mainHandler(VarInsnNode load) {
    AbstractInsnNode store = Neighbours.previous(load);
    AbstractInsnNode check = store == null ? null : nullCheckEndingAt(store);
    if (check != null) {
      AbstractInsnNode checked = Neighbours.previous(check);
      store = checked == null ? null : Neighbours.previous(checked);
    }
    return store != null && store.getOpcode() == Opcodes.ASTORE ? store : null;
  }

  private void addCloseAt(@Nullable AbstractInsnNode insn, int slot) {
    if (insn == null || insn.getOpcode() != Opcodes.ALOAD) {
      return;
    }
    AbstractInsnNode check = Neighbours.next(insn);
    AbstractInsnNode end = check == null ? null : nullCheckStartingAt(check);
    AbstractInsnNode load = end == null ? insn : Neighbours.next(end);
    if (load instanceof VarInsnNode loaded
        && loaded.var == slot
        && Neighbours.next(loaded) instanceof MethodInsnNode close
        && isCloseOf(loaded, close)) {
      found.add(close);
    }
  }

  private void addCloseAfter(VarInsnNode store) {
    AbstractInsnNode load = Neighbours.next(store);
    AbstractInsnNode check = load == null ? null : Neighbours.next(load);
    AbstractInsnNode value = Neighbours.previous(store);
    boolean isNew = value instanceof MethodInsnNode call && call.name.equals("<init>");
    boolean isChecked = check != null && nullCheckStartingAt(check) != null;
    if (isNew || isChecked) {
      addCloseAt(load, store.var);
    }
  }

  /** The end of {@code ifnull l}, or of {@code ifnonnull next; goto l}, if it is one. */
  private static @Nullable AbstractInsnNode nullCheckStartingAt(AbstractInsnNode insn) {
    if (insn.getOpcode() == Opcodes.IFNULL) {
      return insn;
    }
    AbstractInsnNode far = insn.getOpcode() == Opcodes.IFNONNULL ? Neighbours.next(insn) : null;
    return far != null && far.getOpcode() == Opcodes.GOTO ? far : null;
  }

  private static @Nullable AbstractInsnNode nullCheckEndingAt(AbstractInsnNode insn) {
    AbstractInsnNode start = insn.getOpcode() == Opcodes.GOTO ? Neighbours.previous(insn) : insn;
    return start != null && nullCheckStartingAt(start) == insn ? start : null;
  }

  private static boolean isCloseOf(VarInsnNode load, MethodInsnNode close) {
    return load.getOpcode() == Opcodes.ALOAD && isClose(close);
  }

  /** Whether it is a call of {@code close()} on something. */
  static boolean isClose(MethodInsnNode call) {
    return call.name.equals("close")
        && call.desc.equals("()V")
        && call.getOpcode() != Opcodes.INVOKESTATIC
        && call.getOpcode() != Opcodes.INVOKESPECIAL;
  }

  private static boolean startsAt(LabelNode label, @Nullable AbstractInsnNode insn) {
    return Neighbours.next(label) == insn;
  }
}
