package dev.weft.weaver.rewrite;

import dev.weft.weaver.BodyKind;
import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.AsyncLoop;
import dev.weft.weaver.analysis.ReturnSite;
import dev.weft.weaver.analysis.ReturnSites;
import dev.weft.weaver.analysis.TypeFrame;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes the body return plain results instead of coroutines.
 *
 * <pre>
 *   return done(v);      invokestatic done; areturn     =>  areturn
 *   return done();       invokestatic done; areturn     =>  aconst_null; areturn
 *   return c;            areturn                        =>  aload task; iload depth
 *                                                           invokestatic Frame.await; aload frame
 *                                                           invokestatic Frame.tail; areturn
 *   try { return c; }    astore t; ...; aload t         =>  invokestatic await; astore t; ...
 *   finally { ... }      areturn                            aload t; areturn
 * </pre>
 *
 * <p>Why: {@code return c} means {@code return done(await(c))}. Where nothing around the statement
 * could notice when the frame goes, the frame goes first, which makes the tail await. Inside a try
 * block the wait must happen where the expression was evaluated: before {@code finally} blocks run,
 * and where the {@code catch} clauses around it see a failure.
 *
 * <p>How: 1. where the compiler puts the value aside to run {@code finally} blocks, it is awaited
 * before it is put aside, and the frames in between say Object; 2. a value that is {@code done(v)}
 * on every way is unwrapped; 3. inside try blocks it is awaited just before the {@code areturn},
 * and the ranges, which compilers end there, are extended over the await, and so it is in loops
 * over async iterables, which are to be closed afterwards; 4. everything else is a tail await.
 *
 * <p>What is returned out of a {@code synchronized} block is awaited after the monitor was
 * released. Inside a try block there is no such place; {@link
 * dev.weft.weaver.analysis.MonitorCheck} refuses that.
 *
 * <p>Must run before {@link DelayAllocations}, because it adds suspension points.
 */
public final class AwaitReturned {
  private final MethodNode body;
  private final BodyKind kind;
  private final List<AsyncLoop> loops;

  private AwaitReturned(MethodNode body, BodyKind kind, List<AsyncLoop> loops) {
    this.body = body;
    this.kind = kind;
    this.loops = loops;
  }

  /**
   * Rewrites each return of {@code body}.
   *
   * @param sites those that return
   * @param lost where those put their value aside that never do
   * @param loops the loops of {@code body} over async iterables
   */
  public static void in(
      MethodNode body,
      List<ReturnSite> sites,
      List<VarInsnNode> lost,
      BodyKind kind,
      List<AsyncLoop> loops) {
    AwaitReturned pass = new AwaitReturned(body, kind, loops);
    for (ReturnSite site : sites) {
      pass.rewrite(site);
    }
    for (VarInsnNode store : lost) {
      body.instructions.insertBefore(store, pass.await());
    }
  }

  private void rewrite(ReturnSite site) {
    VarInsnNode store = site.store();
    if (store != null && unwrapDoneBefore(store)) {
      sayObjectBetween(store, site.areturn());
    } else if (store != null && !site.inMonitor()) {
      body.instructions.insertBefore(store, await());
      sayObjectBetween(store, site.areturn());
    } else if (!unwrapDoneBefore(site.areturn())) {
      if (site.tries().isEmpty() && !isInLoop(site.areturn())) {
        body.instructions.insertBefore(site.areturn(), tailAwait());
      } else {
        awaitInside(site.tries(), site.areturn());
      }
    }
  }

  private boolean isInLoop(AbstractInsnNode areturn) {
    return loops.stream().anyMatch(loop -> loop.contains(body.instructions, areturn));
  }

  private boolean unwrapDoneBefore(AbstractInsnNode consumer) {
    AbstractInsnNode producer = ReturnSites.onlyPredecessor(consumer);
    if (producer != null && BodyKind.isDoneValue(producer)) {
      body.instructions.remove(producer);
      return true;
    } else if (producer != null && BodyKind.isDoneNothing(producer)) {
      body.instructions.set(producer, new InsnNode(Opcodes.ACONST_NULL));
      return true;
    }
    return false;
  }

  private MethodInsnNode await() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        RuntimeNames.ASYNCIO,
        RuntimeNames.AWAIT,
        kind.returnsStage() ? RuntimeNames.AWAIT_STAGE : RuntimeNames.AWAIT_AWAITABLE,
        false);
  }

  private InsnList tailAwait() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, BodySlots.TASK));
    code.add(new VarInsnNode(Opcodes.ILOAD, BodySlots.DEPTH));
    code.add(
        onFrame(
            RuntimeNames.AWAIT,
            kind.returnsStage()
                ? RuntimeNames.FRAME_AWAIT_STAGE
                : RuntimeNames.FRAME_AWAIT_AWAITABLE));
    code.add(new VarInsnNode(Opcodes.ALOAD, BodySlots.FRAME));
    code.add(onFrame(RuntimeNames.TAIL, RuntimeNames.TAIL_DESCRIPTOR));
    return code;
  }

  private static MethodInsnNode onFrame(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, RuntimeNames.FRAME, name, descriptor, false);
  }

  private void awaitInside(List<TryCatchBlockNode> tries, AbstractInsnNode areturn) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    body.instructions.insertBefore(areturn, start);
    body.instructions.insertBefore(areturn, await());
    body.instructions.insertBefore(areturn, end);
    List<TryCatchBlockNode> extended = new ArrayList<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      extended.add(block);
      boolean endsBefore = body.instructions.indexOf(block.end) < body.instructions.indexOf(start);
      if (endsBefore && tries.contains(block)) {
        extended.add(new TryCatchBlockNode(start, end, block.handler, block.type));
      }
    }
    body.tryCatchBlocks = extended;
  }

  /** The value put aside is an Object from now on. */
  private static void sayObjectBetween(VarInsnNode store, AbstractInsnNode areturn) {
    for (AbstractInsnNode insn = store; insn != areturn; insn = insn.getNext()) {
      if (insn instanceof FrameNode frame) {
        int slot = 0;
        for (int n = 0; n < frame.local.size(); n++) {
          Object type = frame.local.get(n);
          if (slot == store.var && type instanceof String) {
            frame.local.set(n, RuntimeNames.OBJECT);
          }
          slot += TypeFrame.isWide(type) ? 2 : 1;
        }
      }
    }
  }
}
