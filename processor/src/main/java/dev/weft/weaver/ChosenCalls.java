package dev.weft.weaver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The calls of which one is awaited: {@code await(last ? done(0) : next(n - 1))}.
 *
 * <pre>
 *   ...; invokestatic done; goto awaited
 *   ...; invokevirtual next
 *   awaited:  // frame [...] [Awaitable]
 *   aload task; iload depth; invokestatic Frame.await
 * </pre>
 *
 * <p>Why: it is how a recursion is written. Awaited each in its branch they make no coroutine.
 */
final class ChosenCalls {
  /** The calls, in the order of the code. */
  final List<AbstractInsnNode> calls;

  /** What stands where they meet. */
  private final FrameNode frame;

  private ChosenCalls(List<AbstractInsnNode> calls, FrameNode frame) {
    this.calls = calls;
    this.frame = frame;
  }

  /**
   * Finds them.
   *
   * @param first the first instruction of the await
   * @param wanted which calls may be among them
   * @return null if anything else meets there, or a try block begins or ends
   */
  static @Nullable ChosenCalls before(
      AbstractInsnNode first, MethodNode body, Predicate<AbstractInsnNode> wanted) {
    Set<LabelNode> meeting = new HashSet<>();
    FrameNode frame = null;
    AbstractInsnNode last = first.getPrevious();
    while (last instanceof LabelNode
        || last instanceof LineNumberNode
        || last instanceof FrameNode) {
      if (last instanceof LabelNode label) {
        meeting.add(label);
      } else if (last instanceof FrameNode node) {
        frame = node;
      }
      last = last.getPrevious();
    }
    if (frame == null || isAtTry(meeting, body)) {
      return null;
    }
    List<AbstractInsnNode> calls = new ArrayList<>();
    for (AbstractInsnNode insn : body.instructions) {
      if (jumpsTo(insn, meeting)) {
        calls.add(insn.getOpcode() == Opcodes.GOTO ? callBefore(insn) : insn);
      } else if (insn == last) {
        calls.add(insn);
      }
    }
    return calls.stream().allMatch(wanted) ? new ChosenCalls(calls, frame) : null;
  }

  /** Says what lies on the stack where they meet. */
  void sayOnStack(Object type) {
    frame.stack.set(frame.stack.size() - 1, type);
  }

  private static boolean isAtTry(Set<LabelNode> labels, MethodNode body) {
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      if (labels.contains(block.start)
          || labels.contains(block.end)
          || labels.contains(block.handler)) {
        return true;
      }
    }
    return false;
  }

  private static boolean jumpsTo(AbstractInsnNode insn, Set<LabelNode> labels) {
    if (insn instanceof JumpInsnNode jump) {
      return labels.contains(jump.label);
    } else if (insn instanceof TableSwitchInsnNode choice) {
      return labels.contains(choice.dflt) || choice.labels.stream().anyMatch(labels::contains);
    } else if (insn instanceof LookupSwitchInsnNode choice) {
      return labels.contains(choice.dflt) || choice.labels.stream().anyMatch(labels::contains);
    }
    return false;
  }

  /** What stands before a jump; the jump itself if that can be reached another way. */
  private static AbstractInsnNode callBefore(AbstractInsnNode jump) {
    AbstractInsnNode insn = jump.getPrevious();
    while (insn instanceof LabelNode || insn instanceof LineNumberNode) {
      insn = insn.getPrevious(); // A label that is jumped to has a frame behind it.
    }
    return insn == null ? jump : insn;
  }
}
