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
  private final TryRanges tries;
  private final HeldMonitors monitors;

  private ReturnSites(MethodNode body, TryRanges tries, HeldMonitors monitors) {
    this.body = body;
    this.tries = tries;
    this.monitors = monitors;
  }

  /** Finds them, in the order of the code. */
  public static List<ReturnSite> in(MethodNode body) {
    Census census = Census.of(body);
    return in(body, census, TryRanges.of(body), HeldMonitors.in(body, census));
  }

  /** The same with what is known already of {@code body}. */
  public static List<ReturnSite> in(
      MethodNode body, Census census, TryRanges tries, HeldMonitors monitors) {
    ReturnSites pass = new ReturnSites(body, tries, monitors);
    List<ReturnSite> sites = new ArrayList<>();
    for (AbstractInsnNode areturn : census.returns()) {
      sites.add(pass.site(areturn));
    }
    return sites;
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

  private ReturnSite site(AbstractInsnNode areturn) {
    if (body.tryCatchBlocks.isEmpty()) {
      return new ReturnSite(areturn, null, List.of(), false);
    }
    VarInsnNode store = storePutAside(areturn);
    if (store == null) {
      return new ReturnSite(areturn, null, triesAroundReturn(areturn), false);
    }
    int index = tries.index(store);
    List<TryCatchBlockNode> around = withoutMonitors(tries.around(index));
    return new ReturnSite(areturn, store, around, monitors.anyAt(index));
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
    int loadIndex = tries.index(load);
    for (TryCatchBlockNode block : tries.around(tries.index(store))) {
      if (!isCaughtBy(block.handler, loadIndex)
          && loadIndex < tries.index(block.handler)
          && localAt(block.handler, store.var) == Opcodes.TOP) {
        return true;
      }
    }
    return false;
  }

  private boolean isCaughtBy(LabelNode handler, int index) {
    for (TryCatchBlockNode block : tries.around(index)) {
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
    AbstractInsnNode previous = Neighbours.previous(areturn);
    int index = tries.index(areturn);
    List<TryCatchBlockNode> around = tries.around(index);
    List<TryCatchBlockNode> justBefore =
        previous == null ? List.of() : tries.around(tries.index(previous));
    List<TryCatchBlockNode> found = new ArrayList<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      boolean endsHere = justBefore.contains(block) && tries.index(block.end) <= index;
      if (around.contains(block) || endsHere) {
        found.add(block);
      }
    }
    return withoutMonitors(found);
  }

  private static List<TryCatchBlockNode> withoutMonitors(List<TryCatchBlockNode> blocks) {
    List<TryCatchBlockNode> others = new ArrayList<>();
    for (TryCatchBlockNode block : blocks) {
      if (!HeldMonitors.isReleasedAt(block.handler)) {
        others.add(block);
      }
    }
    return others;
  }
}
