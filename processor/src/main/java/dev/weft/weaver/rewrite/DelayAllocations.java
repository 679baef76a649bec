package dev.weft.weaver.rewrite;

import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.SuspensionPoints;
import dev.weft.weaver.analysis.TypeFrame;
import dev.weft.weaver.analysis.TypeOpcodes;
import dev.weft.weaver.analysis.TypeSimulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets no object without constructor call be there at a suspension point.
 *
 * <pre>
 *   new Box(1, await(x))
 *
 *   NEW Box                  =>   NEW Box; POP; ACONST_NULL      // a placeholder
 *   DUP                           DUP
 *   ICONST_1                      ICONST_1
 *   ...; await                    ...; await
 *   INVOKESPECIAL Box.&lt;init&gt;      ASTORE b; ISTORE a; POP; POP
 *                                 NEW Box; DUP; ILOAD a; ALOAD b
 *                                 INVOKESPECIAL Box.&lt;init&gt;
 * </pre>
 *
 * <p>Why: such an object can be kept in no field, and the verifier accepts it at no place that is
 * reached in two ways. The first NEW stays where it was because it initializes the class, which
 * happens before the arguments are evaluated, and may fail.
 *
 * <p>How: 1. find each NEW whose object is on the stack or in a local at a suspension point; 2. put
 * null in its place, which moves through DUP, ASTORE, ALOAD as the object did; 3. in the frames of
 * the {@code StackMapTable} it has the null type, which fits everywhere; 4. at the constructor call
 * put the arguments aside, drop the placeholder, create the object, and replace every other
 * placeholder of it, on the stack and in locals.
 *
 * <p>Which constructor call belongs to which NEW is the verifier's own knowledge: the type of the
 * receiver.
 */
public final class DelayAllocations {
  private final MethodNode method;
  private final Set<AbstractInsnNode> delayed;

  private DelayAllocations(MethodNode method, Set<AbstractInsnNode> delayed) {
    this.method = method;
    this.delayed = delayed;
  }

  /**
   * Rewrites what crosses a suspension point of {@code method}, which belongs to {@code owner}.
   *
   * @param types knows each of {@code points}
   * @return whether there was anything to rewrite: then {@code types} is out of date
   */
  public static boolean in(
      String owner, MethodNode method, SuspensionPoints points, TypeSimulation types) {
    Set<AbstractInsnNode> delayed = crossing(points, types); // 1
    if (delayed.isEmpty()) {
      return false;
    }
    DelayAllocations pass = new DelayAllocations(method, delayed);
    Map<MethodInsnNode, TypeFrame> constructions = pass.constructions(owner);
    FrameTypes.replaceAll(method, pass::patched); // 3, while the labels still lead to each NEW
    delayed.forEach(pass::putPlaceholder); // 2
    constructions.forEach(pass::construct); // 4
    return true;
  }

  private static Set<AbstractInsnNode> crossing(SuspensionPoints points, TypeSimulation types) {
    Set<AbstractInsnNode> crossing = Collections.newSetFromMap(new IdentityHashMap<>());
    for (SuspensionPoint point : points) {
      TypeFrame frame = types.before(point.call());
      if (frame != null) {
        for (Object type : frame.stack()) {
          addIfNew(type, crossing);
        }
        for (int slot = 0; slot < frame.maxLocals(); slot++) {
          addIfNew(frame.local(slot), crossing);
        }
      }
    }
    return crossing;
  }

  private static void addIfNew(Object type, Set<AbstractInsnNode> allocations) {
    if (type instanceof TypeInsnNode allocation) {
      allocations.add(allocation);
    }
  }

  private Map<MethodInsnNode, TypeFrame> constructions(String owner) {
    List<MethodInsnNode> calls = new ArrayList<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call && call.name.equals("<init>")) {
        calls.add(call);
      }
    }
    TypeSimulation types = TypeSimulation.before(calls, owner, method);
    Map<MethodInsnNode, TypeFrame> constructions = new IdentityHashMap<>();
    for (MethodInsnNode call : calls) {
      TypeFrame frame = types.before(call);
      if (frame != null && delayed.contains(frame.operand(arguments(call)))) {
        constructions.put(call, frame);
      }
    }
    return constructions;
  }

  private static int arguments(MethodInsnNode call) {
    return Type.getArgumentCount(call.desc);
  }

  private Object patched(Object type) {
    return type instanceof LabelNode label && delayed.contains(TypeFrame.newAt(label))
        ? Opcodes.NULL
        : type;
  }

  private void putPlaceholder(AbstractInsnNode allocation) {
    InsnList placeholder = new InsnList();
    placeholder.add(new InsnNode(Opcodes.POP));
    placeholder.add(new InsnNode(Opcodes.ACONST_NULL));
    method.instructions.insert(allocation, placeholder);
  }

  private void construct(MethodInsnNode call, TypeFrame frame) {
    TypeInsnNode allocation = (TypeInsnNode) frame.operand(arguments(call));
    InsnList before = new InsnList();
    InsnList after = new InsnList();
    int scratch = method.maxLocals;

    // The arguments, the last first.
    InsnList reload = new InsnList();
    Type[] arguments = Type.getArgumentTypes(call.desc);
    for (int n = arguments.length - 1; n >= 0; n--) {
      before.add(new VarInsnNode(arguments[n].getOpcode(Opcodes.ISTORE), scratch));
      reload.insert(new VarInsnNode(arguments[n].getOpcode(Opcodes.ILOAD), scratch));
      scratch += arguments[n].getSize();
    }
    before.add(new InsnNode(Opcodes.POP)); // The placeholder that was the receiver.

    List<Object> rest = frame.stack().subList(0, frame.stack().size() - 1 - arguments.length);
    boolean inLocals = false;
    for (int slot = 0; slot < frame.maxLocals(); slot++) {
      inLocals |= frame.local(slot) == allocation;
    }
    int lowest = rest.indexOf(allocation);
    if (!inLocals && lowest == rest.size() - 1 && lowest >= 0) {
      // What Java compilers write: one more placeholder just beneath.
      before.add(new InsnNode(Opcodes.POP));
      before.add(new TypeInsnNode(Opcodes.NEW, allocation.desc));
      before.add(new InsnNode(Opcodes.DUP));
    } else {
      int object = scratch++;
      before.add(new TypeInsnNode(Opcodes.NEW, allocation.desc));
      before.add(new InsnNode(Opcodes.DUP));
      before.add(new VarInsnNode(Opcodes.ASTORE, object));
      replacePlaceholders(rest, lowest, allocation, object, scratch, after);
      for (int slot = 0; slot < frame.maxLocals(); slot++) {
        if (frame.local(slot) == allocation) {
          after.add(new VarInsnNode(Opcodes.ALOAD, object));
          after.add(new VarInsnNode(Opcodes.ASTORE, slot));
        }
      }
    }
    before.add(reload);
    method.maxLocals = Math.max(method.maxLocals, scratch + 2 * rest.size());
    method.maxStack += 2;
    method.instructions.insertBefore(call, before);
    method.instructions.insert(call, after);
  }

  /** Takes the operands down to the lowest placeholder away and puts them back, with the object. */
  private static void replacePlaceholders(
      List<Object> rest, int lowest, Object allocation, int object, int scratch, InsnList code) {
    if (lowest < 0) {
      return;
    }
    InsnList putBack = new InsnList();
    int free = scratch;
    for (int n = rest.size() - 1; n >= lowest; n--) {
      Object type = rest.get(n);
      if (type == allocation) {
        code.add(new InsnNode(Opcodes.POP));
        putBack.insert(new VarInsnNode(Opcodes.ALOAD, object));
      } else {
        code.add(new VarInsnNode(TypeOpcodes.of(type, Opcodes.ISTORE), free));
        putBack.insert(new VarInsnNode(TypeOpcodes.of(type, Opcodes.ILOAD), free));
        free += TypeFrame.isWide(type) ? 2 : 1;
      }
    }
    code.add(putBack);
  }
}
