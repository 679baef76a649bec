package dev.weft.weaver.emit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Goes to where a state says.
 *
 * <p>The states of one group, which have equal layouts, follow each other. So there are two ways to
 * write it: a switch with an entry for each state, or a comparison for each group. Methods with
 * very many suspension points are all the smaller with the second.
 */
final class StateDispatch {
  /** {@code getfield; sipush; if_icmple}: what a comparison takes, and an entry in a switch. */
  private static final int BYTES_PER_COMPARISON = 10;

  private static final int BYTES_PER_ENTRY = 4;

  /** Where a group restores, and its last state. */
  record Group(LabelNode restore, int lastState) {}

  private final FrameCode code;
  private final LabelNode start;
  private final LabelNode wrong;
  private final List<Group> groups;

  private StateDispatch(FrameCode code, LabelNode start, LabelNode wrong, List<Group> groups) {
    this.code = code;
    this.start = start;
    this.wrong = wrong;
    this.groups = groups;
  }

  /** Appends the dispatch of a body with at least one suspension point. */
  static void emit(FrameCode code, LabelNode start, LabelNode wrong, List<Group> groups) {
    int states = groups.get(groups.size() - 1).lastState;
    StateDispatch dispatch = new StateDispatch(code, start, wrong, groups);
    if (BYTES_PER_COMPARISON * (groups.size() + 1) < BYTES_PER_ENTRY * states) {
      dispatch.compare();
    } else {
      dispatch.choose();
    }
  }

  /** {@code if (state == 0) goto start; if (state < 0) goto wrong; if (state <= 3) goto ...}. */
  private void compare() {
    code.loadState().add(new JumpInsnNode(Opcodes.IFEQ, start));
    code.loadState().add(new JumpInsnNode(Opcodes.IFLT, wrong));
    for (Group group : groups.subList(0, groups.size() - 1)) {
      code.loadState().push(group.lastState);
      code.add(new JumpInsnNode(Opcodes.IF_ICMPLE, group.restore));
    }
    code.add(new JumpInsnNode(Opcodes.GOTO, groups.get(groups.size() - 1).restore));
  }

  /** {@code switch (state) {case 0: goto start; case 1: goto ...; default: goto wrong;}}. */
  private void choose() {
    List<LabelNode> labels = new ArrayList<>();
    labels.add(start);
    for (Group group : groups) {
      while (labels.size() <= group.lastState) {
        labels.add(group.restore);
      }
    }
    code.loadState();
    code.add(
        new TableSwitchInsnNode(0, labels.size() - 1, wrong, labels.toArray(new LabelNode[0])));
  }
}
