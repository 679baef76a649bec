package dev.weft.weaver;

import dev.weft.weaver.analysis.ReturnSites;
import dev.weft.weaver.emit.AwaitInt;
import dev.weft.weaver.emit.CallMethod;
import dev.weft.weaver.listing.MethodListing;
import dev.weft.weaver.names.GeneratedNames;
import dev.weft.weaver.names.RuntimeNames;
import dev.weft.weaver.rewrite.ReturnInts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets a body call the body of another method of its class that it awaits at once.
 *
 * <pre>
 *   await(price(sku))
 *
 *   aload 0                           =>   aload 0
 *   aload 4                                aload 4
 *   invokevirtual price(String)
 *   aload task                             aload task
 *   iload depth                            iload depth
 *   invokestatic Frame.await               invokespecial price$async(String, Task, int)
 * </pre>
 *
 * <p>The same in each branch where one of several calls is awaited, see {@link ChosenCalls}. And
 * {@code await(queue.put(item))} calls what the runtime has for that, see {@link #ofRuntime}.
 *
 * <p>Comes last, when every method of the class has its body: what is called must be there. See
 * {@link CallMethod} for what is called and why.
 *
 * <p>Of other classes only those of the runtime: of another nobody can know whether it will be
 * woven, and by which Weft.
 */
final class DirectCalls {
  private record Made(AsyncMethod async, MethodNode body) {}

  private final ClassNode owner;
  private final @Nullable Listings listings;

  /** The methods that have bodies, each with its body. */
  private final Map<MethodNode, MethodNode> bodies = new LinkedHashMap<>();

  /** The methods that can be called so, by name and descriptor. */
  private final Map<String, Made> callable = new LinkedHashMap<>();

  /** What is called then, by name. */
  private final Map<String, MethodNode> added = new LinkedHashMap<>();

  DirectCalls(ClassNode owner, @Nullable Listings listings) {
    this.owner = owner;
    this.listings = listings;
  }

  /** A method that was woven; what is written for a lambda is called by nobody. */
  void add(MethodNode method, MethodNode body, boolean lambda) {
    bodies.put(method, body);
    BodyKind kind = lambda ? null : BodyKind.of(method.desc);
    if (kind != null) {
      AsyncMethod async = AsyncMethod.of(owner, method, kind);
      if (CallMethod.isPossible(async)) {
        callable.put(method.name + method.desc, new Made(async, body));
      }
    }
  }

  /** Rewrites the bodies. */
  void rewrite() {
    for (Map.Entry<MethodNode, MethodNode> method : bodies.entrySet()) {
      MethodNode body = method.getValue();
      boolean changed = false;
      List<MethodInsnNode> awaits = awaitsOfCoroutines(body);
      boolean intsFit = AwaitInt.fit(body, awaits.size());
      for (MethodInsnNode await : awaits) {
        changed |= rewrite(await, intsFit ? AwaitInt.after(await) : null, body);
      }
      if (changed) {
        // Where a coroutine was, its arguments still are.
        body.maxStack += 2 + AwaitInt.MORE_STACK;
        show(method.getKey(), body);
      }
    }
    owner.methods.addAll(added.values());
  }

  /** Rewrites one; its value may be taken as an int where one is wanted. */
  private boolean rewrite(MethodInsnNode await, @Nullable AwaitInt asInt, MethodNode body) {
    InsnList code = body.instructions;
    AbstractInsnNode first = await.getPrevious().getPrevious(); // Task and depth.
    MethodInsnNode call = callBefore(first);
    if (call != null && made(call) != null) {
      boolean forInt = asInt != null && givesInt(call);
      code.remove(call);
      code.set(await, directly(call, forInt));
      if (asInt != null && forInt) {
        asInt.takeLong(code);
      }
      return true;
    }
    MethodInsnNode ofRuntime = call == null ? null : ofRuntime(call);
    if (call != null && ofRuntime != null) {
      code.remove(call);
      code.set(await, ofRuntime);
      return true;
    }
    if (callable.isEmpty()) {
      return false;
    }
    ChosenCalls chosen = ChosenCalls.before(first, body, this::isCallOrDone);
    if (chosen == null || chosen.calls.stream().allMatch(each -> made(each) == null)) {
      return false;
    }
    boolean forInt = asInt != null && chosen.calls.stream().allMatch(this::givesInt);
    chosen.frame.stack.set(
        chosen.frame.stack.size() - 1, forInt ? Opcodes.LONG : RuntimeNames.OBJECT);
    code.remove(first.getNext());
    code.remove(first);
    code.remove(await);
    for (AbstractInsnNode each : chosen.calls) {
      awaitInBranch(each, forInt, code);
    }
    if (asInt != null && forInt) {
      asInt.takeLong(code);
    }
    return true;
  }

  /** Whether awaiting {@code insn} can give an int that is not boxed. */
  private boolean givesInt(AbstractInsnNode insn) {
    Made made = made(insn);
    return made != null
        ? BodySlots.givesInt(made.body)
        : BodyKind.isDoneValue(insn)
            && ReturnInts.asBoxing(ReturnSites.onlyPredecessor(insn)) != null;
  }

  private boolean isCallOrDone(AbstractInsnNode insn) {
    return made(insn) != null || BodyKind.isDoneValue(insn) || BodyKind.isDoneNothing(insn);
  }

  /** What was made of the method that is called; null for all else. */
  private @Nullable Made made(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call && call.owner.equals(owner.name)
        ? callable.get(call.name + call.desc)
        : null;
  }

  private void awaitInBranch(AbstractInsnNode call, boolean forInt, InsnList code) {
    if (BodyKind.isDoneValue(call)) {
      if (forInt) {
        code.set(
            Objects.requireNonNull(ReturnSites.onlyPredecessor(call)), new InsnNode(Opcodes.I2L));
      }
      code.remove(call); // The value itself is what awaiting it gives.
    } else if (BodyKind.isDoneNothing(call)) {
      code.set(call, new InsnNode(Opcodes.ACONST_NULL));
    } else {
      code.insertBefore(call, new VarInsnNode(Opcodes.ALOAD, BodySlots.TASK));
      code.insertBefore(call, new VarInsnNode(Opcodes.ILOAD, BodySlots.DEPTH));
      code.set(call, directly((MethodInsnNode) call, forInt));
    }
  }

  private void show(MethodNode method, MethodNode body) {
    if (listings != null) {
      listings.after(method, "direct-calls", MethodListing.of(body));
    }
  }

  private static List<MethodInsnNode> awaitsOfCoroutines(MethodNode body) {
    List<MethodInsnNode> awaits = new ArrayList<>();
    for (AbstractInsnNode insn = body.instructions.getFirst();
        insn != null;
        insn = insn.getNext()) {
      if (insn instanceof MethodInsnNode call
          && call.owner.equals(RuntimeNames.FRAME)
          && call.name.equals(RuntimeNames.AWAIT)
          && call.desc.equals(RuntimeNames.FRAME_AWAIT_AWAITABLE)) {
        awaits.add(call);
      }
    }
    return awaits;
  }

  /** The call whose result is awaited, if nothing can come between. */
  private static @Nullable MethodInsnNode callBefore(AbstractInsnNode first) {
    AbstractInsnNode insn = first.getPrevious();
    while (insn instanceof LineNumberNode || insn instanceof LabelNode) {
      insn = insn.getPrevious(); // A label that is jumped to has a frame behind it.
    }
    return insn instanceof MethodInsnNode call ? call : null;
  }

  /** What awaits an operation of the runtime without making a coroutine of it, if it has that. */
  private static @Nullable MethodInsnNode ofRuntime(MethodInsnNode call) {
    String receiver = RuntimeNames.AWAITED_OWNERS.get(call.owner);
    if (receiver == null || !RuntimeNames.AWAITED_OPERATIONS.contains(call.name)) {
      return null;
    }
    String descriptor =
        "(L" + receiver + ";" + CallMethod.descriptor(call.desc, false).substring(1);
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, RuntimeNames.AWAITED_CALLS, call.name, descriptor, false);
  }

  /** The call that takes the place of {@code call}; its method is added to the class. */
  private MethodInsnNode directly(MethodInsnNode call, boolean forInt) {
    Made made = Objects.requireNonNull(made(call));
    String name =
        forInt ? GeneratedNames.callForInt(made.body.name) : GeneratedNames.call(made.body.name);
    added.computeIfAbsent(name, unused -> CallMethod.of(made.async, made.body, forInt));
    return new MethodInsnNode(
        call.getOpcode() == Opcodes.INVOKESTATIC ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
        owner.name,
        name,
        CallMethod.descriptor(call.desc, forInt),
        (owner.access & Opcodes.ACC_INTERFACE) != 0);
  }
}
