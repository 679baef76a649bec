package dev.weft.weaver.emit;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.names.RuntimeNames;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Awaits where the source says so.
 *
 * <pre>
 *              Object r = Frame.await(x, task, depth);
 *              if (r == SUSPENDED) goto suspend1;
 *   join1:     ...
 *
 *   suspend1:  frame = Frame.stop(1, frame, m$async$code(), this, task);
 *   save:      frame.r0 = local; ...; return SUSPENDED;
 *   restore1:  local = frame.r0; frame.r0 = null; ...
 *              Object r = frame.resumed(task);     // in the try ranges of the await
 *              goto join1;
 * </pre>
 *
 * <p>Suspension points with equal layouts share {@code save} and {@code restore}; these then take
 * the state from the stack and go on by a second switch.
 */
final class AwaitInPlace extends AwaitCode {
  AwaitInPlace(
      Layouts.Group group,
      int firstState,
      MethodNode body,
      BodyFrames frames,
      FrameSort sort,
      FrameCode tail) {
    super(group, firstState, body, frames, sort, tail);
  }

  @Override
  LabelNode emit() {
    LabelNode save = new LabelNode();
    int last = points.size() - 1;
    for (int n = 0; n <= last; n++) {
      tail.add(awaitInPlace(n)).add(frames.with(layout, RuntimeNames.OBJECT));
      tail.push(firstState + n);
      if (n < last) {
        tail.add(new JumpInsnNode(Opcodes.GOTO, save));
      }
    }
    if (last > 0) {
      tail.add(save).add(frames.with(layout, RuntimeNames.OBJECT, Opcodes.INTEGER));
    }
    stop();
    save();
    LabelNode restore = restore();
    resumed();
    if (last == 0) {
      tail.add(new JumpInsnNode(Opcodes.GOTO, firstJoin()));
    } else {
      tail.loadState();
      goOn();
    }
    return restore;
  }

  /** Returns the label to go to when it has to wait. */
  private LabelNode awaitInPlace(int point) {
    LabelNode suspend = new LabelNode();
    FrameCode code = FrameCode.withFrameIn(BodySlots.FRAME);
    code.await(points.get(point));
    code.op(Opcodes.DUP).loadMarker().add(new JumpInsnNode(Opcodes.IF_ACMPEQ, suspend));
    replaceCall(point, code);
    return suspend;
  }
}
