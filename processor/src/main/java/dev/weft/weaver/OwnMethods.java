package dev.weft.weaver;

import dev.weft.weaver.analysis.ReturnSites;
import dev.weft.weaver.emit.BodyCall;
import dev.weft.weaver.emit.CallMethod;
import dev.weft.weaver.names.GeneratedNames;
import dev.weft.weaver.rewrite.ReturnInts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The async methods of a class that its bodies can call directly, and what calls them.
 *
 * <p>That is the body itself, unless something has to be asked first: of which class the receiver
 * is, where a subclass may have another method; and how deep the Java stack is, where the method
 * may come back to itself. Then it is a {@link CallMethod}, which asks. Where no method comes back,
 * the stack is no deeper than the class has methods.
 */
final class OwnMethods {
  private record Made(AsyncMethod async, MethodNode body) {}

  private final ClassNode owner;

  /** By name and descriptor. */
  private final Map<String, Made> callable = new LinkedHashMap<>();

  private final Recursions recursions = new Recursions();

  /** The methods that ask, by name. */
  private final Map<String, MethodNode> asking = new LinkedHashMap<>();

  OwnMethods(ClassNode owner) {
    this.owner = owner;
  }

  /** A method that was woven. */
  void add(MethodNode method, MethodNode body) {
    BodyKind kind = BodyKind.of(method.desc);
    if (kind != null) {
      AsyncMethod async = AsyncMethod.of(owner, method, kind);
      if (CallMethod.isPossible(async)) {
        callable.put(method.name + method.desc, new Made(async, body));
      }
    }
  }

  boolean isEmpty() {
    return callable.isEmpty();
  }

  /** Says that {@code caller} has the instruction {@code insn}. */
  void note(MethodNode caller, AbstractInsnNode insn) {
    Made made = made(insn);
    if (made != null) {
      recursions.add(caller, made.body);
    }
  }

  /** Whether {@code insn} calls one of them. */
  boolean isCall(@Nullable AbstractInsnNode insn) {
    return made(insn) != null;
  }

  /** Whether awaiting {@code insn}, a call or {@code done}, can give an int that is not boxed. */
  boolean givesInt(AbstractInsnNode insn) {
    Made made = made(insn);
    return made != null
        ? BodySlots.givesInt(made.body)
        : BodyKind.isDoneValue(insn)
            && ReturnInts.asBoxing(ReturnSites.onlyPredecessor(insn)) != null;
  }

  /**
   * What awaits one of them in the place of its call.
   *
   * @param caller the body with the call
   * @param firstFree the first local that this may use; null if there is little room for code
   * @param forInt whether an int is wanted, as a long
   */
  InsnList await(
      MethodInsnNode call, MethodNode caller, @Nullable Integer firstFree, boolean forInt) {
    Made made = Objects.requireNonNull(made(call));
    if (firstFree != null
        && !CallMethod.isOverridable(made.async)
        && !recursions.isRecursive(made.body)) {
      return BodyCall.instead(call, made.body, caller, firstFree, !forInt);
    }
    String name =
        forInt ? GeneratedNames.callForInt(made.body.name) : GeneratedNames.call(made.body.name);
    asking.computeIfAbsent(name, unused -> CallMethod.of(made.async, made.body, forInt));
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, BodySlots.TASK));
    code.add(new VarInsnNode(Opcodes.ILOAD, BodySlots.DEPTH));
    code.add(
        new MethodInsnNode(
            BodySlots.isStatic(made.body) ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
            owner.name,
            name,
            CallMethod.descriptor(call.desc, forInt),
            (owner.access & Opcodes.ACC_INTERFACE) != 0));
    return code;
  }

  /** The methods that were needed for that, to be added to the class. */
  Collection<MethodNode> asking() {
    return asking.values();
  }

  /** What was made of the method that is called; null for all else. */
  private @Nullable Made made(@Nullable AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call && call.owner.equals(owner.name)
        ? callable.get(call.name + call.desc)
        : null;
  }
}
