package dev.weft.weaver.analysis;

import dev.weft.weaver.BodyKind;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Finds where a generator returns something else than {@code end()}. */
public final class GeneratorReturns {
  /** The lines, in the order of the code; -1 where the class file does not say. */
  public static List<Integer> otherThanEnd(MethodNode method) {
    List<Integer> lines = new ArrayList<>();
    for (ReturnSite site : ReturnSites.in(method)) {
      VarInsnNode store = site.store();
      AbstractInsnNode consumer = store == null ? site.areturn() : store;
      if (!BodyKind.isEnd(ReturnSites.onlyPredecessor(consumer))) {
        lines.add(site.line());
      }
    }
    return lines.stream().distinct().toList();
  }

  private GeneratorReturns() {}
}
