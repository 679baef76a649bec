package dev.weft.weaver.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Finds the {@code return} statements behind the {@code areturn} instructions.
 *
 * <p>Inside {@code try}/{@code finally} a compiler turns {@code return c;} into
 *
 * <pre>
 *   c
 *   astore t      // in the range of the try block
 *   ...           // a copy of the finally block: a gap in that range
 *   aload t
 *   areturn       // still in the gap
 *   ...
 *   handler:      // of the finally block
 * </pre>
 *
 * <p>The value is computed at {@code astore t}, and that is where it must be awaited. {@code t} is
 * told from a variable of the user by that shape: stored in the range of a handler, loaded outside
 * its range yet before the handler, and unknown in the handler. A variable of the user that is
 * visible in such a gap was assigned before the {@code try}, so the handler knows it.
 */
public final class ReturnSites {
  private final MethodNode body;
  private final ControlFlow flow;
  private final HeldMonitors monitors;

  private ReturnSites(MethodNode body, ControlFlow flow, HeldMonitors monitors) {
    this.body = body;
    this.flow = flow;
    this.monitors = monitors;
  }

  /** Finds them, in the order of the code. */
  public static List<ReturnSite> in(MethodNode body) {
    ControlFlow flow = ControlFlow.of(body);
    return in(body, flow, HeldMonitors.of(flow));
  }

  /** The same with what is known already of {@code body}. */
  public static List<ReturnSite> in(MethodNode body, ControlFlow flow, HeldMonitors monitors) {
    return new ReturnSites(body, flow, monitors).find();
  }

  /**
   * The instruction that runs just before {@code insn} whenever that runs; null when {@code insn}
   * can be jumped to.
   */
  public static @Nullable AbstractInsnNode onlyPredecessor(AbstractInsnNode insn) {
    AbstractInsnNode previous = insn.getPrevious();
    while (previous != null && previous.getOpcode() < 0) {
      if (previous instanceof FrameNode) {
        return null;
      }
      previous = previous.getPrevious();
    }
    return previous;
  }

  private List<ReturnSite> find() {
    List<ReturnSite> sites = new ArrayList<>();
    for (int index = 0; index < flow.size(); index++) {
      AbstractInsnNode insn = flow.insn(index);
      if (insn.getOpcode() == Opcodes.ARETURN) {
        sites.add(site(insn));
      }
    }
    return sites;
  }

  private ReturnSite site(AbstractInsnNode areturn) {
    if (body.tryCatchBlocks.isEmpty()) {
      return new ReturnSite(areturn, null, List.of(), false);
    }
    VarInsnNode store = storePutAside(areturn);
    if (store == null) {
      return new ReturnSite(areturn, null, triesAroundReturn(areturn), false);
    }
    int index = flow.index(store);
    List<TryCatchBlockNode> tries = withoutMonitors(flow.triesAround(index));
    return new ReturnSite(areturn, store, tries, monitors.anyAt(index));
  }

  private @Nullable VarInsnNode storePutAside(AbstractInsnNode areturn) {
    if (!(onlyPredecessor(areturn) instanceof VarInsnNode load)
        || load.getOpcode() != Opcodes.ALOAD) {
      return null;
    }
    AbstractInsnNode insn = load.getPrevious();
    while (insn != null) {
      if (insn instanceof VarInsnNode store
          && store.getOpcode() == Opcodes.ASTORE
          && store.var == load.var) {
        return putsAside(store, load) ? store : null;
      }
      insn = insn.getPrevious();
    }
    return null;
  }

  private boolean putsAside(VarInsnNode store, VarInsnNode load) {
    int loadIndex = flow.index(load);
    for (TryCatchBlockNode block : flow.triesAround(flow.index(store))) {
      if (!isCaughtBy(block.handler, loadIndex)
          && loadIndex < flow.index(block.handler)
          && localAt(block.handler, store.var) == Opcodes.TOP) {
        return true;
      }
    }
    return false;
  }

  private boolean isCaughtBy(LabelNode handler, int index) {
    for (TryCatchBlockNode block : flow.triesAround(index)) {
      if (block.handler == handler) {
        return true;
      }
    }
    return false;
  }

  private Object localAt(LabelNode handler, int slot) {
    AbstractInsnNode insn = handler;
    while (!(insn instanceof FrameNode node)) {
      insn = insn.getNext();
    }
    TypeFrame frame = new TypeFrame(body.maxLocals);
    frame.set(node);
    return frame.local(slot);
  }

  /**
   * The try blocks around a return that puts nothing aside. Compilers end their ranges just before
   * the {@code areturn}.
   */
  private List<TryCatchBlockNode> triesAroundReturn(AbstractInsnNode areturn) {
    AbstractInsnNode previous = areturn.getPrevious();
    while (previous != null && previous.getOpcode() < 0) {
      previous = previous.getPrevious();
    }
    int index = flow.index(areturn);
    List<TryCatchBlockNode> around = flow.triesAround(index);
    List<TryCatchBlockNode> justBefore =
        previous == null ? List.of() : flow.triesAround(flow.index(previous));
    List<TryCatchBlockNode> tries = new ArrayList<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      boolean endsHere = justBefore.contains(block) && flow.index(block.end) <= index;
      if (around.contains(block) || endsHere) {
        tries.add(block);
      }
    }
    return withoutMonitors(tries);
  }

  private static List<TryCatchBlockNode> withoutMonitors(List<TryCatchBlockNode> tries) {
    List<TryCatchBlockNode> others = new ArrayList<>();
    for (TryCatchBlockNode block : tries) {
      if (!releasesMonitor(block.handler)) {
        others.add(block);
      }
    }
    return others;
  }

  /** Whether the handler is {@code astore e; aload lock; monitorexit ...}. */
  private static boolean releasesMonitor(LabelNode handler) {
    AbstractInsnNode insn = handler;
    for (int opcode : new int[] {Opcodes.ASTORE, Opcodes.ALOAD, Opcodes.MONITOREXIT}) {
      insn = insn.getNext();
      while (insn != null && insn.getOpcode() < 0) {
        insn = insn.getNext();
      }
      if (insn == null || insn.getOpcode() != opcode) {
        return false;
      }
    }
    return true;
  }
}
