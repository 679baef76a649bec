package dev.weft.weaver.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A place where an async method returns.
 *
 * @param areturn the instruction that leaves
 * @param store where the compiler puts the value aside while it runs {@code finally} blocks or
 *     releases monitors; null when there are none
 * @param tries the try blocks around the statement, in the order of the table, without those that
 *     release monitors
 * @param inMonitor whether a monitor is held where the value is computed
 */
public record ReturnSite(
    AbstractInsnNode areturn,
    @Nullable VarInsnNode store,
    List<TryCatchBlockNode> tries,
    boolean inMonitor) {
  /** Source line, or -1 when the class file does not say. */
  int line() {
    return Neighbours.line(areturn);
  }
}
