package dev.weft.weaver;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The suspension points of a method, in the order of its code. */
public record SuspensionPoints(List<SuspensionPoint> all) implements Iterable<SuspensionPoint> {
  /** Finds them. A {@code finally} block has one for each copy that javac made of it. */
  public static SuspensionPoints in(MethodNode method) {
    List<SuspensionPoint> found = new ArrayList<>();
    int line = -1;
    for (AbstractInsnNode insn = method.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn instanceof LineNumberNode number) {
        line = number.line;
      } else if (SuspensionPoint.isAwait(insn)) {
        found.add(new SuspensionPoint((MethodInsnNode) insn, line));
      }
    }
    return new SuspensionPoints(found);
  }

  @Override
  public Iterator<SuspensionPoint> iterator() {
    return all.iterator();
  }

  /** The calls alone. */
  public List<MethodInsnNode> calls() {
    List<MethodInsnNode> calls = new ArrayList<>();
    for (SuspensionPoint point : all) {
      calls.add(point.call());
    }
    return calls;
  }
}
