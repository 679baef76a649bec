package dev.weft.weaver.rewrite;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.AsyncLoop;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.TypeFrame;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.objectweb.asm.tree.TryCatchBlockNode;
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
 * which is the first to be asked among the handlers around the loop and the last among those in it.
 * 5. What closes is guarded by the handlers around the loop.
 *
 * <p>Outer loops come first; to an inner one what they have added is code outside of it. Must run
 * after {@link AwaitReturned}, because what is returned is awaited before the iteration is closed,
 * and before {@link DelayAllocations}, because it adds suspension points.
 */
public final class CloseLoops {
  private final MethodNode body;
  private final AsyncLoop loop;
  private final ControlFlow flow;

  /** The try blocks around the loop, in the order of the table. */
  private final List<TryCatchBlockNode> around;

  private final Set<LabelNode> handlersAround = new LinkedHashSet<>();

  /** What belongs to the loop, its head included. */
  private final Set<AbstractInsnNode> inside = new HashSet<>();

  /** The handlers of each instruction behind the head, before anything is changed. */
  private final Map<AbstractInsnNode, Set<LabelNode>> handlers = new IdentityHashMap<>();

  private final Map<LabelNode, LabelNode> leaves = new LinkedHashMap<>();

  private CloseLoops(MethodNode body, AsyncLoop loop) {
    this.body = body;
    this.loop = loop;
    this.flow = ControlFlow.of(body);
    this.around = flow.triesAround(flow.index(loop.head()));
    around.forEach(block -> handlersAround.add(block.handler));
  }

  /** Rewrites each of the loops, of which outer ones come before those in them. */
  public static void in(MethodNode body, List<AsyncLoop> loops) {
    loops.forEach(loop -> new CloseLoops(body, loop).run());
  }

  private void run() {
    findInside(); // 1.
    FrameNode handlerFrame = handlerFrame();
    List<AbstractInsnNode> code = Arrays.asList(body.instructions.toArray());
    guard(code, handlerFrame); // 4.
    for (AbstractInsnNode insn : code) {
      if (inside.contains(insn)) {
        retargetJumps(insn); // 2.
        if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN) {
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
      if (index < end && insn.getOpcode() >= 0 && its.containsAll(handlersAround)) {
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
    body.instructions.add(withIterator(frameAt(target)));
    body.instructions.add(close());
    body.instructions.add(end);
    body.instructions.add(new JumpInsnNode(Opcodes.GOTO, target));
    guardByHandlersAround(leave, end, handlersAround); // 5.
    return leave;
  }

  private static FrameNode frameAt(LabelNode target) {
    AbstractInsnNode insn = target;
    while (!(insn instanceof FrameNode frame)) {
      insn = insn.getNext();
    }
    return frame;
  }

  private FrameNode withIterator(FrameNode frame) {
    List<Object> locals = slots(frame.local);
    setIterator(locals);
    return frame(locals, frame.stack);
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
    Set<LabelNode> missing = new LinkedHashSet<>(handlersAround);
    missing.removeAll(handlers.getOrDefault(next, Set.of()));
    guardByHandlersAround(start, end, missing); // 5.
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

  // ---- failures

  /** Sends what is thrown inside to a handler that closes the iteration. */
  private void guard(List<AbstractInsnNode> code, FrameNode frame) {
    List<TryCatchBlockNode> blocks = new ArrayList<>();
    LabelNode handler = new LabelNode();
    LabelNode start = null;
    AbstractInsnNode last = null;
    for (AbstractInsnNode insn : code) {
      if (insn.getOpcode() < 0) {
        continue;
      }
      boolean guarded =
          inside.contains(insn)
              && !(insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN);
      if (guarded && start == null) {
        start = new LabelNode();
        body.instructions.insertBefore(insn, start);
      } else if (!guarded && start != null && last != null) {
        blocks.add(block(start, last, handler));
        start = null;
      }
      last = insn;
    }
    if (start != null && last != null) {
      blocks.add(block(start, last, handler));
    }
    body.tryCatchBlocks.addAll(placeInTable(), blocks);
    addHandler(handler, frame);
  }

  private TryCatchBlockNode block(LabelNode start, AbstractInsnNode last, LabelNode handler) {
    LabelNode end = new LabelNode();
    body.instructions.insert(last, end);
    return new TryCatchBlockNode(start, end, handler, null);
  }

  /** Behind all that is in the loop, before all that is around it. */
  private int placeInTable() {
    for (int n = 0; n < body.tryCatchBlocks.size(); n++) {
      if (handlersAround.contains(body.tryCatchBlocks.get(n).handler)) {
        return n;
      }
    }
    return body.tryCatchBlocks.size();
  }

  private void addHandler(LabelNode handler, FrameNode frame) {
    int failure = body.maxLocals++;
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(handler);
    code.add(frame);
    code.add(new VarInsnNode(Opcodes.ASTORE, failure));
    code.add(new VarInsnNode(Opcodes.ALOAD, loop.head().var));
    code.add(new VarInsnNode(Opcodes.ALOAD, failure));
    code.add(awaitedClose(RuntimeNames.CLOSE_AFTER_DESCRIPTOR));
    code.add(new InsnNode(Opcodes.POP));
    code.add(new VarInsnNode(Opcodes.ALOAD, failure));
    code.add(new InsnNode(Opcodes.ATHROW));
    code.add(end);
    body.instructions.add(code);
    guardByHandlersAround(handler, end, handlersAround); // 5.
  }

  /** What the handlers around the loop want, for that is where it is thrown on to. */
  private FrameNode handlerFrame() {
    List<Object> locals = new ArrayList<>();
    for (LabelNode handler : handlersAround) {
      List<Object> wanted = slots(frameAt(handler).local);
      for (int slot = 0; slot < wanted.size(); slot++) {
        if (slot == locals.size()) {
          locals.add(wanted.get(slot));
        } else if (locals.get(slot) == Opcodes.TOP) {
          locals.set(slot, wanted.get(slot));
        }
      }
    }
    if (locals.isEmpty()) { // Nobody catches it: what every frame of a body has.
      locals.addAll(slots(firstFrame().local).subList(0, BodySlots.FIRST_LOCAL));
    }
    setIterator(locals);
    return frame(locals, List.of("java/lang/Throwable"));
  }

  private FrameNode firstFrame() {
    AbstractInsnNode insn = body.instructions.getFirst();
    while (!(insn instanceof FrameNode frame)) {
      insn = insn.getNext();
    }
    return frame;
  }

  private void guardByHandlersAround(LabelNode start, LabelNode end, Set<LabelNode> handlers) {
    Set<LabelNode> left = new HashSet<>(handlers);
    List<TryCatchBlockNode> longer = new ArrayList<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      longer.add(block);
      boolean isAround = around.contains(block);
      if (isAround && left.contains(block.handler)) {
        longer.add(new TryCatchBlockNode(start, end, block.handler, block.type));
      }
    }
    body.tryCatchBlocks = longer;
  }

  // ---- pieces

  /** {@code await(AsyncFor.close(i))}. */
  private InsnList close() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, loop.head().var));
    code.add(awaitedClose(RuntimeNames.CLOSE_LOOP_DESCRIPTOR));
    code.add(new InsnNode(Opcodes.POP));
    return code;
  }

  private static InsnList awaitedClose(String descriptor) {
    return AwaitedCall.of(RuntimeNames.ASYNC_FOR, RuntimeNames.CLOSE, descriptor);
  }

  private void setIterator(List<Object> locals) {
    while (locals.size() <= loop.head().var) {
      locals.add(Opcodes.TOP);
    }
    locals.set(loop.head().var, "java/util/Iterator");
  }

  /** One entry for each slot, so that a wide value has two. */
  private static List<Object> slots(List<Object> locals) {
    List<Object> slots = new ArrayList<>();
    for (Object type : locals) {
      slots.add(type);
      if (TypeFrame.isWide(type)) {
        slots.add(Opcodes.TOP);
      }
    }
    return slots;
  }

  private static FrameNode frame(List<Object> slots, List<Object> stack) {
    List<Object> locals = new ArrayList<>();
    for (int slot = 0; slot < slots.size(); slot++) {
      Object type = slots.get(slot);
      locals.add(type);
      if (TypeFrame.isWide(type)) {
        slot++;
      }
    }
    return new FrameNode(
        Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
  }
}
