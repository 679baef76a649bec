package dev.weft.weaver.rewrite;

import dev.weft.weaver.analysis.AsyncLoop;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.names.RuntimeNames;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes every way out of a loop over an async iterable, before its end, close the iteration.
 *
 * <pre>
 *   in the loop:  goto out                    =>  goto leave
 *                 ...; areturn                =>  ...; await(AsyncFor.close(i)); areturn
 *                 what throws                 =>  the same, guarded by failed
 *
 *   leave:        await(AsyncFor.close(i)); goto out
 *   failed:       astore e; await(AsyncFor.close(i, e)); aload e; athrow
 * </pre>
 *
 * <p>Why: a generator that is left in the middle has {@code finally} blocks to run, and nobody else
 * would wait for them.
 *
 * <p>How: 1. the try statements around the loop guard all of it, except where a compiler has
 * written out their {@code finally} blocks for a way out; so what belongs to the loop is what all
 * of them guard, and the iteration is closed before those blocks run. 2. A jump from there to
 * elsewhere goes to a {@code leave}, whose frame is that of the target with the iterator. 3. Where
 * the code simply runs on into something that does not belong to the loop, it is closed in place,
 * or by such a jump if others jump there as well. 4. Whatever is thrown comes to {@code failed},
 * which is the first to be asked among the handlers around the loop and the last among those in it;
 * that is {@link CloseOnFailure}. 5. What closes is guarded by the handlers around the loop.
 *
 * <p>Outer loops come first; to an inner one what they have added is code outside of it. Must run
 * after {@link AwaitReturned}, because what is returned is awaited before the iteration is closed,
 * and before {@link DelayAllocations}, because it adds suspension points.
 */
public final class CloseLoops {
  private final MethodNode body;
  private final AsyncLoop loop;
  private final ControlFlow flow;
  private final TriesAround around;

  /** What belongs to the loop, its head included. */
  private final Set<AbstractInsnNode> inside = new HashSet<>();

  /** The handlers of each instruction behind the head, before anything is changed. */
  private final Map<AbstractInsnNode, Set<LabelNode>> handlers = new IdentityHashMap<>();

  private final Map<LabelNode, LabelNode> leaves = new LinkedHashMap<>();

  private CloseLoops(MethodNode body, AsyncLoop loop) {
    this.body = body;
    this.loop = loop;
    this.flow = ControlFlow.of(body);
    this.around = new TriesAround(body, flow.triesAround(flow.index(loop.head())));
  }

  /** Rewrites each of the loops, of which outer ones come before those in them. */
  public static void in(MethodNode body, List<AsyncLoop> loops) {
    loops.forEach(loop -> new CloseLoops(body, loop).run());
  }

  private void run() {
    findInside(); // 1.
    AbstractInsnNode[] code = body.instructions.toArray();
    CloseOnFailure.in(body, loop, inside, around); // 4.
    for (AbstractInsnNode insn : code) {
      if (inside.contains(insn)) {
        retargetJumps(insn); // 2.
        if (ControlFlow.isReturn(insn.getOpcode())) {
          body.instructions.insertBefore(insn, close());
        } else if (!ControlFlow.endsStretch(insn.getOpcode())) {
          closeWhereItRunsOut(insn); // 3.
        }
      }
    }
    body.maxStack += 2;
  }

  private void findInside() {
    int end = flow.index(loop.end());
    for (int index = flow.index(loop.head()); index < flow.size(); index++) {
      AbstractInsnNode insn = flow.insn(index);
      Set<LabelNode> its = new HashSet<>();
      flow.triesAround(index).forEach(block -> its.add(block.handler));
      handlers.put(insn, its);
      if (index < end && insn.getOpcode() >= 0 && its.containsAll(around.handlers())) {
        inside.add(insn);
      }
    }
  }

  // ---- jumps

  private void retargetJumps(AbstractInsnNode insn) {
    if (insn == branchOut()) {
      return; // The end of the iteration.
    }
    if (insn instanceof JumpInsnNode jump) {
      jump.label = leaveTo(jump.label);
    } else if (insn instanceof TableSwitchInsnNode choice) {
      choice.dflt = leaveTo(choice.dflt);
      choice.labels.replaceAll(this::leaveTo);
    } else if (insn instanceof LookupSwitchInsnNode choice) {
      choice.dflt = leaveTo(choice.dflt);
      choice.labels.replaceAll(this::leaveTo);
    }
  }

  /** The jump that stands before the start of the body. */
  private @Nullable AbstractInsnNode branchOut() {
    AbstractInsnNode insn = loop.start();
    while (insn != null && insn.getOpcode() < 0) {
      insn = insn.getPrevious();
    }
    return insn;
  }

  private LabelNode leaveTo(LabelNode target) {
    AbstractInsnNode first = Neighbours.next(target);
    return first == null || inside.contains(first)
        ? target
        : leaves.computeIfAbsent(target, this::addLeave);
  }

  private LabelNode addLeave(LabelNode target) {
    LabelNode leave = new LabelNode();
    LabelNode end = new LabelNode();
    body.instructions.add(leave);
    body.instructions.add(withIterator(FrameSlots.nextFrame(target)));
    body.instructions.add(close());
    body.instructions.add(end);
    body.instructions.add(new JumpInsnNode(Opcodes.GOTO, target));
    around.guard(leave, end); // 5.
    return leave;
  }

  private FrameNode withIterator(FrameNode frame) {
    List<Object> locals = FrameSlots.of(frame);
    FrameSlots.set(locals, loop.head().var, RuntimeNames.ITERATOR);
    return FrameSlots.frame(locals, frame.stack);
  }

  // ---- running on

  private void closeWhereItRunsOut(AbstractInsnNode insn) {
    AbstractInsnNode next = Neighbours.next(insn);
    if (next == null || inside.contains(next)) {
      return;
    }
    LabelNode label = null;
    for (AbstractInsnNode at = insn.getNext(); at != next; at = at.getNext()) {
      if (at instanceof LabelNode found) {
        label = found;
      } else if (at instanceof FrameNode && label != null) {
        body.instructions.insert(insn, new JumpInsnNode(Opcodes.GOTO, leaveTo(label)));
        return;
      }
    }
    AbstractInsnNode place = next.getOpcode() == Opcodes.NEW ? ownLabel(next) : next;
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(start);
    code.add(close());
    code.add(end);
    body.instructions.insertBefore(place, code);
    Set<LabelNode> missing = new LinkedHashSet<>(around.handlers());
    missing.removeAll(handlers.getOrDefault(next, Set.of()));
    around.guard(start, end, missing); // 5.
  }

  /**
   * Frames name an object that is not constructed by the label of its NEW: it gets one of its own.
   */
  private LabelNode ownLabel(AbstractInsnNode allocation) {
    LabelNode own = new LabelNode();
    FrameTypes.replaceAll(
        body,
        type ->
            type instanceof LabelNode label && Neighbours.next(label) == allocation ? own : type);
    body.instructions.insertBefore(allocation, own);
    return own;
  }

  /** {@code await(AsyncFor.close(i))}. */
  private InsnList close() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, loop.head().var));
    code.add(
        AwaitedCall.of(
            RuntimeNames.ASYNC_FOR, RuntimeNames.CLOSE, RuntimeNames.CLOSE_LOOP_DESCRIPTOR));
    code.add(new InsnNode(Opcodes.POP));
    return code;
  }
}
