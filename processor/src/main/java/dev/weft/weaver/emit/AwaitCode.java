package dev.weft.weaver.emit;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.analysis.Layout;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.names.RuntimeNames;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The code of suspension points that have one layout; there are two ways to write it. */
abstract class AwaitCode {
  final Layout layout;
  final List<SuspensionPoint> points;
  final int firstState;
  final MethodNode body;
  final BodyFrames frames;
  private final FrameSort sort;

  /** What stands at the end of the method. */
  final FrameCode tail;

  /** Where each suspension point goes on with the value; in the order of the points. */
  private final LabelNode[] joins;

  AwaitCode(
      Layouts.Group group,
      int firstState,
      MethodNode body,
      BodyFrames frames,
      FrameSort sort,
      FrameCode tail) {
    this.sort = sort;
    this.layout = group.layout();
    this.points = group.points();
    this.firstState = firstState;
    this.body = body;
    this.frames = frames;
    this.tail = tail;
    this.joins = new LabelNode[points.size()];
  }

  /** Writes it; returns where it restores. */
  abstract LabelNode emit();

  /** Where a suspension point goes on with the value on the stack. */
  final LabelNode join(int point) {
    LabelNode join = new LabelNode();
    joins[point] = join;
    return join;
  }

  /** Puts code in the place of the await; the value is on the stack behind it, at its join. */
  final void replaceCall(int point, FrameCode code) {
    MethodInsnNode call = points.get(point).call();
    code.add(joins[point]);
    if (BodyFrames.at(call.getNext()) == null) {
      code.add(frames.with(layout, RuntimeNames.OBJECT));
    }
    body.instructions.insert(call, code.list());
    body.instructions.remove(call);
  }

  /**
   * {@code frame = Frame.stop(state, frame, ...); save locals and operands; return SUSPENDED}, the
   * marker and the state being on the stack.
   */
  final void suspend(FrameCode code) {
    sort.stop(code);
    LayoutCode values = new LayoutCode(layout, code);
    boolean markerStays = layout.operands().isEmpty() && !BodySlots.givesInt(body);
    if (!markerStays) {
      code.op(Opcodes.POP);
      values.saveOperands();
    }
    values.saveLocals(0);
    if (markerStays) {
      code.op(Opcodes.ARETURN);
    } else {
      code.returnMarker(body);
    }
  }

  /** What was taken out is cleared, or the frame would keep alive what the code has dropped. */
  final LabelNode restore() {
    LabelNode restore = new LabelNode();
    tail.add(restore).add(frames.atEntry());
    sort.narrow(tail);
    LayoutCode values = new LayoutCode(layout, tail);
    values.restoreLocals();
    values.restoreOperands();
    values.clear();
    return restore;
  }

  /** {@code frame.resumed(task)} in the try ranges of the suspension points. */
  final void resumed() {
    LabelNode start = new LabelNode();
    tail.add(start);
    tail.loadFrame().load(BodySlots.TASK);
    tail.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL,
            RuntimeNames.FRAME,
            RuntimeNames.RESUMED,
            RuntimeNames.RESUMED_DESCRIPTOR,
            false));
    tryFrom(start);
  }

  /** Ends the try ranges of the suspension points for what was written since {@code start}. */
  final void tryFrom(LabelNode start) {
    LabelNode end = new LabelNode();
    tail.add(end);
    // At the end of the table: no other range touches this place, so only the order among these
    // matters.
    for (Layout.Catch handler : layout.catches()) {
      body.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler.handler(), handler.type()));
    }
  }

  final LabelNode firstJoin() {
    return joins[0];
  }

  /** {@code switch (state) {case 1: goto join1; ...}}, the state being on the stack. */
  final void goOn() {
    tail.add(new TableSwitchInsnNode(firstState, firstState + joins.length - 1, joins[0], joins));
  }
}
