package dev.weft.weaver.rewrite;

import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.HeldMonitors;
import dev.weft.weaver.analysis.Liveness;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Tells the runtime what a body catches, and whether it looks at it.
 *
 * <pre>
 *   handler:         =>   handler:
 *   astore 5              dup
 *                         aload 2
 *                         invokestatic Frame.caught     // or Frame.ignored, if 5 is never read
 *                         astore 5
 * </pre>
 *
 * <p>Why: to make a stack trace readable costs ten times what it costs to throw. What is caught
 * only to go on otherwise, as a time-out often is, need not be made readable.
 *
 * <p>What a {@code finally} block catches goes on, and nobody looks at it there: {@code
 * Frame.passing} notes who awaits, which is not known any more if the block waits. The handler of a
 * {@code synchronized} block never does, and must come to its release whatever happens.
 *
 * <p>Where the stack is full, telling throws. Compilers let handlers of {@code finally} blocks
 * catch what their own first instructions throw; they must not catch that, or they would begin
 * again forever.
 */
public final class TellCaught {
  private final Map<AbstractInsnNode, String> tellers;

  private TellCaught(Map<AbstractInsnNode, String> tellers) {
    this.tellers = tellers;
  }

  /** What there is to tell. */
  public static TellCaught of(MethodNode body, ControlFlow flow, Liveness live) {
    Map<AbstractInsnNode, String> tellers = new LinkedHashMap<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      AbstractInsnNode first = Neighbours.next(block.handler);
      if (first != null && !HeldMonitors.isReleasedAt(block.handler)) {
        tellers.put(first, block.type == null ? RuntimeNames.PASSING : teller(first, flow, live));
      }
    }
    return new TellCaught(tellers);
  }

  private static String teller(AbstractInsnNode first, ControlFlow flow, Liveness live) {
    return isDropped(first, flow, live) ? RuntimeNames.IGNORED : RuntimeNames.CAUGHT;
  }

  private static boolean isDropped(AbstractInsnNode first, ControlFlow flow, Liveness live) {
    return first.getOpcode() == Opcodes.POP // That is how Eclipse's compiler does it.
        || (first instanceof VarInsnNode store
            && store.getOpcode() == Opcodes.ASTORE
            && !live.isLive(flow.index(store) + 1, store.var));
  }

  /** Whether the body catches nothing. */
  public boolean isEmpty() {
    return tellers.isEmpty();
  }

  /** Tells it. */
  public void in(MethodNode body) {
    for (Map.Entry<AbstractInsnNode, String> teller : tellers.entrySet()) {
      LabelNode told = new LabelNode();
      InsnList code = new InsnList();
      code.add(new InsnNode(Opcodes.DUP));
      code.add(new VarInsnNode(Opcodes.ALOAD, BodySlots.TASK));
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKESTATIC,
              RuntimeNames.FRAME,
              teller.getValue(),
              RuntimeNames.CAUGHT_DESCRIPTOR,
              false));
      code.add(told);
      leaveOut(teller.getKey(), told, body);
      body.instructions.insertBefore(teller.getKey(), code);
    }
    body.maxStack += 2;
  }

  /** Leaves what is told at the handler {@code first} out of the ranges that are caught there. */
  private static void leaveOut(AbstractInsnNode first, LabelNode told, MethodNode body) {
    List<TryCatchBlockNode> blocks = new ArrayList<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      blocks.add(block);
      if (Neighbours.next(block.handler) == first && contains(block, first, body.instructions)) {
        if (Neighbours.next(block.start) == first) {
          block.start = told;
        } else {
          blocks.add(new TryCatchBlockNode(told, block.end, block.handler, block.type));
          block.end = block.handler;
        }
      }
    }
    body.tryCatchBlocks = blocks;
  }

  private static boolean contains(TryCatchBlockNode block, AbstractInsnNode insn, InsnList code) {
    int index = code.indexOf(insn);
    return code.indexOf(block.start) < index && index < code.indexOf(block.end);
  }
}
