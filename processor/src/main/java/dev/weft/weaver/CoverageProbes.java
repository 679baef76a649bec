package dev.weft.weaver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes the probes of JaCoCo's agent, when it has seen a class before us, stand aside.
 *
 * <pre>
 *   invokestatic $jacocoInit()[Z; astore p     // at the start; or a dynamic constant and a cast
 *   ...
 *   aload p; push n; iconst_1; bastore    =>   one node without an opcode, which writes
 *                                              invokestatic $jacocoInit()[Z; push n; iconst_1; bastore
 * </pre>
 *
 * <p>Why: the analyses know the shapes that compilers give to loops and resources, and JaCoCo puts
 * probes into the middle of them. What has no opcode they pass over, as they do with labels. As the
 * probe asks for the array again, nothing has to be kept in a frame.
 */
final class CoverageProbes {
  private static final String INIT = "$jacocoInit";
  private static final String CONSTANT = "$jacocoData";

  private CoverageProbes() {}

  /** Folds each probe of the class, if it has any. */
  static void fold(ClassNode owner) {
    if (hasProbes(owner)) {
      owner.methods.forEach(CoverageProbes::fold);
    }
  }

  private static boolean hasProbes(ClassNode owner) {
    for (MethodNode method : owner.methods) {
      if (method.name.equals(INIT)) {
        return true;
      }
    }
    return false;
  }

  private static void fold(MethodNode method) {
    List<AbstractInsnNode> array = new ArrayList<>();
    AbstractInsnNode insn = firstOpcode(method.instructions);
    while (insn != null && asksForArray(insn)) {
      array.add(insn);
      insn = insn.getNext();
    }
    if (!array.isEmpty() && insn instanceof VarInsnNode kept) {
      for (AbstractInsnNode each : method.instructions.toArray()) {
        if (each instanceof VarInsnNode load
            && load.getOpcode() == Opcodes.ALOAD
            && load.var == kept.var) {
          fold(load, array, method.instructions);
        }
      }
    }
  }

  private static @Nullable AbstractInsnNode firstOpcode(InsnList code) {
    AbstractInsnNode insn = code.getFirst();
    while (insn != null && insn.getOpcode() < 0) {
      insn = insn.getNext();
    }
    return insn;
  }

  private static boolean asksForArray(AbstractInsnNode insn) {
    return (insn instanceof MethodInsnNode call && call.name.equals(INIT))
        || (insn instanceof LdcInsnNode load
            && load.cst instanceof ConstantDynamic constant
            && constant.getName().equals(CONSTANT))
        || (insn instanceof TypeInsnNode cast && cast.desc.equals("[Z"));
  }

  private static void fold(VarInsnNode load, List<AbstractInsnNode> array, InsnList code) {
    AbstractInsnNode number = load.getNext();
    AbstractInsnNode one = number.getNext();
    AbstractInsnNode store = one == null ? null : one.getNext();
    if (store != null && store.getOpcode() == Opcodes.BASTORE) {
      code.insertBefore(load, new Probe(array, number));
      for (AbstractInsnNode each : new AbstractInsnNode[] {load, number, one, store}) {
        code.remove(each);
      }
    }
  }

  /** A probe; to everybody but the writer it is as if it were not there. */
  private static final class Probe extends AbstractInsnNode {
    private final List<AbstractInsnNode> array;
    private final AbstractInsnNode number;

    Probe(List<AbstractInsnNode> array, AbstractInsnNode number) {
      super(-1);
      this.array = array;
      this.number = number;
    }

    @Override
    public int getType() {
      return LINE; // What no analysis asks about.
    }

    @Override
    public void accept(MethodVisitor code) {
      array.forEach(insn -> insn.accept(code));
      number.accept(code);
      code.visitInsn(Opcodes.ICONST_1);
      code.visitInsn(Opcodes.BASTORE);
    }

    @Override
    public AbstractInsnNode clone(Map<LabelNode, LabelNode> labels) {
      return new Probe(array, number);
    }
  }
}
