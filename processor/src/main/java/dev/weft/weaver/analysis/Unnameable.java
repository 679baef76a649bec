package dev.weft.weaver.analysis;

import dev.weft.weaver.SuspensionPoint;
import dev.weft.weaver.SuspensionPoints;
import dev.weft.weaver.TypeLookup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The types of values across suspension points that the method may not name, with types that serve
 * instead.
 *
 * <pre>
 *   Base b = Factory.make();    // returns Hidden, which is not public and extends Base
 *   await(x);
 *   b.use();                    // checkcast Hidden would be an IllegalAccessError
 * </pre>
 *
 * <p>Java lets a method have such a value, but use it only as what it may name: the nearest
 * superclass that is visible does for all of that. What it does not do for is a method that takes
 * the hidden type itself; where the code calls such a one, the type stays as it is.
 */
public final class Unnameable {
  /** What stands for each such type, as {@link TypeFrame} has them; empty as a rule. */
  public static Map<String, String> in(
      String owner,
      MethodNode body,
      SuspensionPoints points,
      TypeSimulation types,
      TypeLookup lookup) {
    Set<String> seen = new HashSet<>();
    Map<String, String> standIns = new HashMap<>();
    for (SuspensionPoint point : points) {
      TypeFrame frame = types.before(point.call());
      for (int slot = 1; frame != null && slot < frame.maxLocals(); slot++) {
        look(frame.local(slot), owner, lookup, seen, standIns);
      }
      for (int depth = 1; frame != null && depth < frame.stack().size(); depth++) {
        look(frame.operand(depth), owner, lookup, seen, standIns);
      }
    }
    if (!standIns.isEmpty()) {
      standIns.keySet().removeAll(taken(body));
    }
    return standIns;
  }

  private static void look(
      Object type,
      String owner,
      TypeLookup lookup,
      Set<String> seen,
      Map<String, String> standIns) {
    if (!(type instanceof String name) || !mayBeHidden(name, owner) || !seen.add(name)) {
      return;
    }
    int dimensions = name.lastIndexOf('[') + 1;
    String element = dimensions == 0 ? name : Type.getType(name).getElementType().getInternalName();
    String standIn = lookup.nameable(element, owner);
    if (!standIn.equals(element)) {
      standIns.put(name, dimensions == 0 ? standIn : name.replace(element, standIn));
    }
  }

  /** Most types are the JDK's, ours, or neighbours: nothing has to be looked up for these. */
  private static boolean mayBeHidden(String name, String owner) {
    String element = name.startsWith("[") ? name.substring(name.lastIndexOf('[') + 1) : name;
    if (name.startsWith("[")) {
      if (!element.startsWith("L")) {
        return false;
      }
      element = element.substring(1);
    }
    return !element.startsWith("java/")
        && !element.startsWith("dev/weft/")
        && !packageOf(element).equals(packageOf(owner));
  }

  private static String packageOf(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /** The types of all parameters of what is called, and of all fields that are set. */
  private static Set<String> taken(MethodNode body) {
    Set<String> taken = new HashSet<>();
    for (AbstractInsnNode insn : body.instructions) {
      if (insn instanceof MethodInsnNode call) {
        addParameters(call.desc, taken);
      } else if (insn instanceof InvokeDynamicInsnNode call) {
        addParameters(call.desc, taken);
      } else if (insn instanceof FieldInsnNode field
          && (field.getOpcode() == Opcodes.PUTFIELD || field.getOpcode() == Opcodes.PUTSTATIC)) {
        taken.add(Type.getType(field.desc).getInternalName());
      }
    }
    return taken;
  }

  private static void addParameters(String descriptor, Set<String> taken) {
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      taken.add(parameter.getInternalName());
    }
  }

  private Unnameable() {}
}
