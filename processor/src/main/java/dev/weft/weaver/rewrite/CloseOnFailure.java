package dev.weft.weaver.rewrite;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.AsyncLoop;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Sends what is thrown in a loop to a handler that closes the iteration and throws it on: the step
 * of {@link CloseLoops} for failures.
 */
final class CloseOnFailure {
  private final MethodNode body;
  private final AsyncLoop loop;
  private final TriesAround around;

  private final LabelNode handler = new LabelNode();

  /** What guards the loop: several, because what returns is not guarded. */
  private final List<TryCatchBlockNode> blocks = new ArrayList<>();

  private CloseOnFailure(MethodNode body, AsyncLoop loop, TriesAround around) {
    this.body = body;
    this.loop = loop;
    this.around = around;
  }

  /**
   * Adds the handler.
   *
   * @param inside what belongs to the loop
   * @param around the try blocks that guard the whole loop, which guard the handler as well
   */
  static void in(
      MethodNode body, AsyncLoop loop, Set<AbstractInsnNode> inside, TriesAround around) {
    CloseOnFailure step = new CloseOnFailure(body, loop, around);
    FrameNode frame = step.handlerFrame();
    step.guard(inside);
    body.tryCatchBlocks.addAll(around.placeInTable(), step.blocks);
    step.addHandler(frame);
  }

  private void guard(Set<AbstractInsnNode> inside) {
    LabelNode start = null;
    AbstractInsnNode last = null;
    for (AbstractInsnNode insn : body.instructions.toArray()) {
      if (insn.getOpcode() < 0) {
        continue;
      }
      boolean guarded = inside.contains(insn) && !ControlFlow.isReturn(insn.getOpcode());
      if (guarded && start == null) {
        start = new LabelNode();
        body.instructions.insertBefore(insn, start);
      } else if (!guarded) {
        addBlock(start, last);
        start = null;
      }
      last = insn;
    }
    addBlock(start, last);
  }

  private void addBlock(@Nullable LabelNode start, @Nullable AbstractInsnNode last) {
    if (start != null && last != null) {
      LabelNode end = new LabelNode();
      body.instructions.insert(last, end);
      blocks.add(new TryCatchBlockNode(start, end, handler, null));
    }
  }

  private void addHandler(FrameNode frame) {
    int failure = body.maxLocals++;
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(handler);
    code.add(frame);
    code.add(new VarInsnNode(Opcodes.ASTORE, failure));
    code.add(new VarInsnNode(Opcodes.ALOAD, loop.head().var));
    code.add(new VarInsnNode(Opcodes.ALOAD, failure));
    code.add(
        AwaitedCall.of(
            RuntimeNames.ASYNC_FOR, RuntimeNames.CLOSE, RuntimeNames.CLOSE_AFTER_DESCRIPTOR));
    code.add(new InsnNode(Opcodes.POP));
    code.add(new VarInsnNode(Opcodes.ALOAD, failure));
    code.add(new InsnNode(Opcodes.ATHROW));
    code.add(end);
    body.instructions.add(code);
    around.guard(handler, end);
  }

  /** What the handlers around the loop want, for that is where it is thrown on to. */
  private FrameNode handlerFrame() {
    List<Object> locals = new ArrayList<>();
    for (LabelNode outer : around.handlers()) {
      List<Object> wanted = FrameSlots.of(FrameSlots.nextFrame(outer));
      for (int slot = 0; slot < wanted.size(); slot++) {
        if (slot == locals.size()) {
          locals.add(wanted.get(slot));
        } else if (locals.get(slot) == Opcodes.TOP) {
          locals.set(slot, wanted.get(slot));
        }
      }
    }
    if (locals.isEmpty()) { // Nobody catches it: what every frame of a body has.
      FrameNode first = FrameSlots.nextFrame(body.instructions.getFirst());
      locals.addAll(FrameSlots.of(first).subList(0, BodySlots.FIRST_LOCAL));
    }
    FrameSlots.set(locals, loop.head().var, RuntimeNames.ITERATOR);
    return FrameSlots.frame(locals, List.of(RuntimeNames.THROWABLE));
  }
}
