package dev.weft.weaver.emit;

import dev.weft.weaver.AsyncMethod;
import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.Layouts;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes a body resumable.
 *
 * <pre>
 *   if (frame == null) goto start;    // called by another body, see {@link CallMethod}
 *   switch (frame.state) {            // no line: a breakpoint must not stop here at each resume
 *     case 0: goto start;
 *     case 1: goto restore1; ...
 *     default: goto wrong;
 *   }
 *   start:     ...the code as written, with each await(x) as {@link AwaitInPlace} says
 *
 *   wrong:     throw null;            // has the method's line, and so has all that follows
 *   ...        what restores
 * </pre>
 *
 * <p>Why at the end: what restores lies outside every try range and every range of a local variable
 * that way. {@code resumed}, which throws when what was awaited failed, gets ranges of its own, and
 * so does the one await of {@link AwaitTogether}.
 *
 * <p>The line entry stands at {@code wrong}, which never runs: behind it no instruction is the
 * first one of a line, so no breakpoint hits at a resume.
 */
public final class StateMachine {
  /**
   * What saving and restoring need at most beside the operands and what is awaited: the state, and
   * what makes a frame.
   */
  private static final int MORE_STACK = 8;

  private final AsyncMethod async;
  private final MethodNode body;
  private final Layouts layouts;
  private final BodyFrames frames;
  private final FrameSort sort;
  private final FrameCode tail = FrameCode.withFrameIn(BodySlots.FRAME);

  private StateMachine(AsyncMethod async, MethodNode body, Layouts layouts) {
    this.async = async;
    this.body = body;
    this.layouts = layouts;
    this.frames =
        new BodyFrames(BodySlots.isStatic(body) ? RuntimeNames.OBJECT : async.owner().name);
    this.sort = new FrameSort(async, body, layouts);
  }

  /** Rewrites {@code body}. */
  public static void emit(AsyncMethod async, MethodNode body, Layouts layouts) {
    StateMachine pass = new StateMachine(async, body, layouts);
    if (layouts.groups().isEmpty()) {
      pass.emitWithoutStates();
    } else {
      pass.emit();
    }
    body.maxStack = Math.max(body.maxStack, 1) + MORE_STACK;
  }

  /** It never stops. */
  private void emitWithoutStates() {
    body.instructions.remove(BodyFrames.at(body.instructions.getFirst())); // Nobody jumps there.
    FrameCode code = FrameCode.withFrameIn(BodySlots.FRAME);
    loadParameters(code);
    body.instructions.insert(code.list());
  }

  private void emit() {
    boolean together = CodeSize.isHuge(body, layouts);
    int stateSlot = body.maxLocals;
    body.maxLocals += together ? 1 : 0;
    LabelNode wrong = new LabelNode();
    beginTail(wrong);
    List<StateDispatch.Group> groups = new ArrayList<>();
    int states = 0;
    for (Layouts.Group group : layouts.groups()) {
      AwaitCode await =
          together && group.points().size() > 1
              ? new AwaitTogether(group, states + 1, body, frames, sort, tail, stateSlot)
              : new AwaitInPlace(group, states + 1, body, frames, sort, tail);
      LabelNode restore = await.emit();
      states += group.points().size();
      groups.add(new StateDispatch.Group(restore, states));
    }
    enter(groups, wrong);
    body.instructions.add(tail.list());
  }

  /** {@code if (frame != null) switch (frame.state)}. */
  private void enter(List<StateDispatch.Group> groups, LabelNode wrong) {
    FrameCode code = FrameCode.withFrameIn(BodySlots.FRAME);
    LabelNode start = new LabelNode();
    code.loadFrame().add(new JumpInsnNode(Opcodes.IFNULL, start));
    StateDispatch.emit(code, start, wrong, groups);
    code.add(start);
    AbstractInsnNode first = body.instructions.getFirst();
    if (isToLoadParameters()) {
      code.add(frames.atEntry());
      loadParameters(code);
    }
    body.instructions.insert(code.list());
    removeSecondFrame(first);
  }

  private boolean isToLoadParameters() {
    return !BodySlots.bodyTakesParametersOf(async.method())
        && !layouts.parameters().locals().isEmpty();
  }

  /** {@code parameter = frame.r0; ...}, where the body is not given them. */
  private void loadParameters(FrameCode code) {
    if (isToLoadParameters()) {
      sort.narrow(code);
      LayoutCode parameters = new LayoutCode(layouts.parameters(), code);
      parameters.restoreLocals();
      parameters.clear();
    }
  }

  /** The body begins with a frame that says the parameters; the code may begin with another. */
  private void removeSecondFrame(AbstractInsnNode first) {
    FrameNode parameters = BodyFrames.at(first);
    if (parameters != null && BodyFrames.at(parameters.getNext()) != null) {
      body.instructions.remove(parameters);
    }
  }

  private void beginTail(LabelNode wrong) {
    tail.add(wrong);
    if (async.line() > 0) {
      tail.add(new LineNumberNode(async.line(), wrong));
    }
    tail.add(frames.atEntry());
    tail.op(Opcodes.ACONST_NULL).op(Opcodes.ATHROW);
  }
}
