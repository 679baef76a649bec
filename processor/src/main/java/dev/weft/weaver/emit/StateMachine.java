package dev.weft.weaver.emit;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
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
 *   ...the code as written, with each await(x) as {@link AwaitInPlace} says
 *
 *   describe:  return "line table";   // has the method's line, and so has all that follows
 *   ...        what saves and restores
 * </pre>
 *
 * <p>Why at the end: what suspends and restores lies outside every try range and every range of a
 * local variable that way, and what does not suspend runs straight on. Only {@code resumed}, which
 * throws when what was awaited failed, gets ranges of its own.
 *
 * <p>The line entry stands at {@code describe}, which never runs while a debugger looks: behind it
 * no instruction is the first one of a line, so no breakpoint hits at a resume.
 */
public final class StateMachine {
  /** What saving and restoring need at most beside the operands: frame, array, index, a long. */
  private static final int MORE_STACK = 6;

  private final MethodNode body;
  private final Layouts layouts;
  private final BodyFrames frames;
  private final FrameCode tail = FrameCode.withFrameIn(BodySlots.FRAME);

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
    boolean together = CodeSize.isHuge(body, layouts);
    int stateSlot = body.maxLocals;
    body.maxLocals += together ? 1 : 0;
    LabelNode describe = new LabelNode();
    describe(describe, line, table);
    List<StateDispatch.Group> groups = new ArrayList<>();
    int states = 0;
    for (Layouts.Group group : layouts.groups()) {
      AwaitCode await =
          together && group.points().size() > 1
              ? new AwaitTogether(group, states + 1, body, frames, tail, stateSlot)
              : new AwaitInPlace(group, states + 1, body, frames, tail);
      LabelNode restore = await.emit(layouts.large());
      states += group.points().size();
      groups.add(new StateDispatch.Group(restore, states));
    }
    enter(groups, describe);
    body.instructions.add(tail.list());
    body.maxStack = Math.max(body.maxStack, 1) + MORE_STACK;
  }

  /** {@code switch (frame.state)} and the start. */
  private void enter(List<StateDispatch.Group> groups, LabelNode describe) {
    FrameCode code = FrameCode.withFrameIn(BodySlots.FRAME);
    if (groups.isEmpty()) {
      code.loadState().add(new JumpInsnNode(Opcodes.IFNE, describe));
    } else {
      LabelNode start = new LabelNode();
      StateDispatch.emit(code, start, describe, groups);
      code.add(start).add(frames.atEntry());
    }
    enter(layouts.large(), code);
    LayoutCode parameters = new LayoutCode(layouts.parameters(), code);
    parameters.restoreLocals();
    parameters.clear();
    AbstractInsnNode first = body.instructions.getFirst();
    InsnList entry = code.list();
    if (entry.getLast() instanceof FrameNode started) {
      entry.remove(started); // Nothing was restored: the next frame stands at the same place.
    }
    body.instructions.insert(entry);
    removeSecondFrame(first);
  }

  /** {@code LargeFrame frame = (LargeFrame) frame}, where it is one. */
  static void enter(boolean large, FrameCode code) {
    if (large) {
      code.loadFrame();
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, RuntimeNames.LARGE_FRAME));
      code.add(new VarInsnNode(Opcodes.ASTORE, BodySlots.FRAME));
    }
  }

  /** The body begins with a frame that says the parameters; the code may begin with another. */
  private void removeSecondFrame(AbstractInsnNode first) {
    FrameNode parameters = BodyFrames.at(first);
    if (parameters != null && BodyFrames.at(parameters.getNext()) != null) {
      body.instructions.remove(parameters);
    }
  }

  private void describe(LabelNode describe, int line, String table) {
    tail.add(describe);
    if (line > 0) {
      tail.add(new LineNumberNode(line, describe));
    }
    tail.add(frames.atEntry());
    tail.add(new LdcInsnNode(table)).op(Opcodes.ARETURN);
  }
}
