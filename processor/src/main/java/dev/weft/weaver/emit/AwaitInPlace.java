package dev.weft.weaver.emit;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.Layouts;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Awaits where the source says so.
 *
 * <pre>
 *              Object r = Frame.await(x, task, depth);
 *              if (r == SUSPENDED) {
 *                frame = Frame.stop(1, frame, m$async$code(), this, task);
 *                frame.r0 = local; ...; return SUSPENDED;
 *              }
 *   join1:     ...
 *
 *   restore1:  local = frame.r0; frame.r0 = null; ...
 *              Object r = frame.resumed(task);     // in the try ranges of the await
 *              goto join1;
 * </pre>
 *
 * <p>What suspends stands in the line of the await and not at the end, where it would be in some
 * other: a debugger that steps over the await would stop there.
 *
 * <p>Suspension points with equal layouts share {@code restore}; that then goes on by a second
 * switch.
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
    for (int n = 0; n < points.size(); n++) {
      awaitInPlace(n);
    }
    LabelNode restore = restore();
    resumed();
    if (points.size() == 1) {
      tail.add(new JumpInsnNode(Opcodes.GOTO, firstJoin()));
    } else {
      tail.loadState();
      goOn();
    }
    return restore;
  }

  private void awaitInPlace(int point) {
    FrameCode code = FrameCode.withFrameIn(BodySlots.FRAME);
    code.await(points.get(point));
    code.op(Opcodes.DUP).loadMarker().add(new JumpInsnNode(Opcodes.IF_ACMPNE, join(point)));
    code.push(firstState + point);
    suspend(code);
    replaceCall(point, code);
  }
}
