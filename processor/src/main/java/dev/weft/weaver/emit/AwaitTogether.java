package dev.weft.weaver.emit;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.analysis.TypeFrame;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Awaits at one place for all suspension points of a layout.
 *
 * <pre>
 *              goto await, with x and the state 1 on the stack
 *   join1:     ...
 *
 *   await:     int state = 1;
 *              Object r = Frame.await(x, task, depth);     // in the try ranges of the await
 *              if (r != SUSPENDED) goto join;
 *              frame = Frame.stop(state, frame, m$async$code(), this, task);
 *              frame.r0 = local; ...; return SUSPENDED;
 *   restore:   local = frame.r0; frame.r0 = null; ...
 *              int state = frame.state;
 *              Object r = frame.resumed(task);             // in the try ranges of the await
 *   join:      switch (state) {case 1: goto join1; ...}
 * </pre>
 *
 * <p>Why: seven bytes for an await instead of nineteen. A method that HotSpot would refuse to
 * compile for its size is far slower than one that awaits by a switch. The price is that the JIT
 * sees one await where there are many, and in the stack trace of what is thrown before anything has
 * waited the method has the line of its head.
 */
final class AwaitTogether extends AwaitCode {
  /** A local above all others; it lives only here. */
  private final int stateSlot;

  AwaitTogether(
      Layouts.Group group,
      int firstState,
      MethodNode body,
      BodyFrames frames,
      FrameSort sort,
      FrameCode tail,
      int stateSlot) {
    super(group, firstState, body, frames, sort, tail);
    this.stateSlot = stateSlot;
  }

  @Override
  LabelNode emit() {
    LabelNode awaited = new LabelNode();
    LabelNode join = new LabelNode();
    List<String> sorts = sorts();
    for (int n = 0; n < sorts.size(); n++) {
      await(sorts.get(n));
      if (n < sorts.size() - 1) {
        tail.add(new JumpInsnNode(Opcodes.GOTO, awaited));
      }
    }
    tail.add(awaited).add(frames.withNumber(stateSlot, layout, RuntimeNames.OBJECT));
    tail.op(Opcodes.DUP).loadMarker().add(new JumpInsnNode(Opcodes.IF_ACMPNE, join));
    tail.variable(Opcodes.ILOAD, stateSlot);
    suspend(tail);
    LabelNode restore = restore();
    tail.loadState().variable(Opcodes.ISTORE, stateSlot);
    resumed();
    tail.add(join).add(frames.withNumber(stateSlot, layout, RuntimeNames.OBJECT));
    tail.variable(Opcodes.ILOAD, stateSlot);
    goOn();
    return restore;
  }

  /** What is called, by descriptor: awaitables, stages and elements are awaited differently. */
  private List<String> sorts() {
    List<String> sorts = new ArrayList<>();
    for (SuspensionPoint point : points) {
      if (!sorts.contains(point.call().desc)) {
        sorts.add(point.call().desc);
      }
    }
    return sorts;
  }

  /** The await of one sort, and the jumps to it. */
  private void await(String sort) {
    LabelNode await = new LabelNode();
    SuspensionPoint one = points.get(0);
    for (int n = 0; n < points.size(); n++) {
      if (points.get(n).call().desc.equals(sort)) {
        one = points.get(n);
        FrameCode code = FrameCode.withFrameIn(BodySlots.FRAME);
        code.push(firstState + n).add(new JumpInsnNode(Opcodes.GOTO, await));
        join(n);
        replaceCall(n, code);
      }
    }
    Object awaited = TypeFrame.of(Type.getArgumentTypes(sort)[0]);
    LabelNode start = new LabelNode();
    tail.add(await).add(frames.with(layout, awaited, Opcodes.INTEGER));
    tail.variable(Opcodes.ISTORE, stateSlot).add(start);
    tail.await(one);
    tryFrom(start);
  }
}
