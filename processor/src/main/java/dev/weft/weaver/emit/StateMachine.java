package dev.weft.weaver.emit;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.analysis.Layout;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.analysis.Saved;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes a body resumable.
 *
 * <pre>
 *   switch (frame.state) {            // no line: a breakpoint must not stop here at each resume
 *     case 0: goto start;
 *     case 1: goto restore1; ...
 *     default: goto describe;
 *   }
 *   start:     parameter = frame.r0; ...
 *
 *   ...the code as written, where instead of each await(x):
 *              Object r = Frame.await(x, frame, task);
 *              if (r == SUSPENDED) goto suspend1;
 *   join1:     ...
 *
 *   describe:  return "line table";   // has the method's line, and so has all that follows
 *   suspend1:  frame.state = 1;
 *   save:      frame.r0 = local; ...; return SUSPENDED;
 *   restore1:  local = frame.r0; frame.r0 = null; ...
 *              Object r = frame.resumed(task);     // in the try ranges of the await
 *              goto join1;
 * </pre>
 *
 * <p>Why at the end: what suspends and restores lies outside every try range and every range of a
 * local variable that way, and what does not suspend runs straight on. Only {@code resumed}, which
 * throws when what was awaited failed, gets ranges of its own.
 *
 * <p>Suspension points with equal layouts share {@code save} and {@code restore}; these then take
 * the state from the stack and go on by a second switch.
 *
 * <p>The line entry stands at {@code describe}, which never runs while a debugger looks: behind it
 * no instruction is the first one of a line, so no breakpoint hits at a resume.
 */
public final class StateMachine {
  private final MethodNode body;
  private final Layouts layouts;
  private final BodyFrames frames;
  private final FrameCode tail = FrameCode.withFrameIn(BodySlots.FRAME);
  private final Map<SuspensionPoint, LabelNode> joins = new IdentityHashMap<>();
  private final Map<SuspensionPoint, LabelNode> suspends = new IdentityHashMap<>();

  private StateMachine(String owner, MethodNode body, Layouts layouts) {
    String receiver = BodySlots.isStatic(body) ? RuntimeNames.OBJECT : owner;
    String frameClass = layouts.large() ? RuntimeNames.LARGE_FRAME : RuntimeNames.FRAME;
    this.body = body;
    this.layouts = layouts;
    this.frames = new BodyFrames(receiver, frameClass);
  }

  /**
   * Rewrites {@code body}.
   *
   * @param line the method's own line, or -1
   * @param table what the body says about itself when asked
   */
  public static void emit(String owner, MethodNode body, Layouts layouts, int line, String table) {
    new StateMachine(owner, body, layouts).emit(line, table);
  }

  private void emit(int line, String table) {
    frames.setFrameClass(body);
    layouts.byPoint().forEach(this::awaitInPlace);
    LabelNode describe = new LabelNode();
    describe(describe, line, table);
    List<StateDispatch.Group> groups = new ArrayList<>();
    int states = 0;
    for (Map.Entry<Layout, List<SuspensionPoint>> entry : layouts.byLayout().entrySet()) {
      LabelNode restore = suspendAndRestore(entry.getKey(), entry.getValue(), states + 1);
      states += entry.getValue().size();
      groups.add(new StateDispatch.Group(restore, states));
    }
    body.instructions.insert(entry(groups, describe));
    body.instructions.add(tail.list());
    BodyFrames.removeDoubles(body);
  }

  /** {@code switch (frame.state)} and the start. */
  private InsnList entry(List<StateDispatch.Group> groups, LabelNode describe) {
    FrameCode code = FrameCode.withFrameIn(BodySlots.FRAME);
    if (groups.isEmpty()) {
      code.loadState().add(new JumpInsnNode(Opcodes.IFNE, describe));
    } else {
      LabelNode start = new LabelNode();
      StateDispatch.emit(code, start, describe, groups);
      code.add(start).add(frames.atEntry());
    }
    enter(code);
    layouts.parameters().locals().forEach(code::restoreLocal);
    layouts.parameters().locals().forEach(code::clear);
    return code.list();
  }

  /** {@code LargeFrame frame = (LargeFrame) frame}, where it is one. */
  private void enter(FrameCode code) {
    if (layouts.large()) {
      code.loadFrame();
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, RuntimeNames.LARGE_FRAME));
      code.add(new VarInsnNode(Opcodes.ASTORE, BodySlots.FRAME));
    }
  }

  /** {@code Object r = Frame.await(x, frame, task); if (r == SUSPENDED) goto suspend; join:}. */
  private void awaitInPlace(SuspensionPoint point, Layout layout) {
    LabelNode suspend = new LabelNode();
    LabelNode join = new LabelNode();
    suspends.put(point, suspend);
    joins.put(point, join);
    FrameCode code = FrameCode.withFrameIn(BodySlots.FRAME);
    code.loadFrame().load(BodySlots.TASK);
    if (point.emits()) {
      code.callStatic(
          RuntimeNames.GENERATOR_FRAME, RuntimeNames.EMIT, RuntimeNames.FRAME_EMIT_DESCRIPTOR);
    } else {
      code.callStatic(
          RuntimeNames.FRAME,
          RuntimeNames.AWAIT,
          point.awaitsStage()
              ? RuntimeNames.FRAME_AWAIT_STAGE
              : RuntimeNames.FRAME_AWAIT_AWAITABLE);
    }
    code.op(Opcodes.DUP).add(suspendedMarker());
    code.add(new JumpInsnNode(Opcodes.IF_ACMPEQ, suspend));
    code.add(join).add(frames.with(layout, RuntimeNames.OBJECT));
    body.instructions.insert(point.call(), code.list());
    body.instructions.remove(point.call());
  }

  private static AbstractInsnNode suspendedMarker() {
    return new FieldInsnNode(
        Opcodes.GETSTATIC,
        RuntimeNames.FRAME,
        RuntimeNames.SUSPENDED,
        RuntimeNames.SUSPENDED_DESCRIPTOR);
  }

  private void describe(LabelNode describe, int line, String table) {
    tail.add(describe);
    if (line > 0) {
      tail.add(new LineNumberNode(line, describe));
    }
    tail.add(frames.atEntry());
    tail.add(new LdcInsnNode(table)).op(Opcodes.ARETURN);
  }

  /** The code at the end for all suspension points of one layout; returns where it restores. */
  private LabelNode suspendAndRestore(Layout layout, List<SuspensionPoint> points, int firstState) {
    LabelNode save = new LabelNode();
    for (int n = 0; n < points.size(); n++) {
      tail.add(label(suspends, points.get(n))).add(frames.with(layout, RuntimeNames.OBJECT));
      tail.push(firstState + n);
      if (n < points.size() - 1) {
        tail.add(new JumpInsnNode(Opcodes.GOTO, save));
      }
    }
    if (points.size() > 1) {
      tail.add(save).add(frames.with(layout, RuntimeNames.OBJECT, Opcodes.INTEGER));
    }
    save(layout);
    LabelNode restore = new LabelNode();
    tail.add(restore).add(frames.atEntry());
    restore(layout);
    resumed(layout);
    LabelNode first = label(joins, points.get(0));
    if (points.size() == 1) {
      tail.add(new JumpInsnNode(Opcodes.GOTO, first));
    } else {
      LabelNode[] all = points.stream().map(point -> label(joins, point)).toArray(LabelNode[]::new);
      tail.loadState();
      tail.add(new TableSwitchInsnNode(firstState, firstState + all.length - 1, first, all));
    }
    return restore;
  }

  private static LabelNode label(Map<SuspensionPoint, LabelNode> labels, SuspensionPoint point) {
    return Objects.requireNonNull(labels.get(point));
  }

  /** On the stack: operands, the marker, the state. */
  private void save(Layout layout) {
    tail.saveState();
    tail.op(Opcodes.POP);
    List<Saved> operands = layout.operands();
    for (int n = operands.size() - 1; n >= 0; n--) {
      tail.saveOperand(operands.get(n));
    }
    layout.locals().forEach(local -> tail.saveLocal(local, local.slot()));
    tail.add(suspendedMarker()).op(Opcodes.ARETURN);
  }

  /** What was taken out is cleared, or the frame would keep alive what the code has dropped. */
  private void restore(Layout layout) {
    enter(tail);
    layout.locals().forEach(tail::restoreLocal);
    layout.operands().forEach(tail::loadValue);
    layout.locals().forEach(tail::clear);
    layout.operands().forEach(tail::clear);
  }

  /** {@code frame.resumed(task)} in the try ranges of the suspension points. */
  private void resumed(Layout layout) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    tail.add(start);
    tail.loadFrame().load(BodySlots.TASK);
    tail.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL,
            RuntimeNames.FRAME,
            RuntimeNames.RESUMED,
            RuntimeNames.RESUMED_DESCRIPTOR,
            false));
    tail.add(end);
    // At the end of the table: no other range touches this place, so only the order among these
    // matters.
    for (Layout.Catch handler : layout.catches()) {
      body.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler.handler(), handler.type()));
    }
  }
}
