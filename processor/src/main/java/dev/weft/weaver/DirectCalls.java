package dev.weft.weaver;

import dev.weft.weaver.emit.CallMethod;
import dev.weft.weaver.listing.MethodListing;
import dev.weft.weaver.names.GeneratedNames;
import dev.weft.weaver.names.RuntimeNames;
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

  /** What is called then, by the name of the body. */
  private final Map<String, MethodNode> added = new LinkedHashMap<>();

  DirectCalls(ClassNode owner, @Nullable Listings listings) {
    this.owner = owner;
    this.listings = listings;
  }

  /** A method that was woven; what is written for a lambda is called by nobody. */
  void add(MethodNode method, MethodNode body, boolean lambda) {
    bodies.put(method, body);
    if (!lambda
        && BodyKind.of(method.desc) == BodyKind.COROUTINE
        && CallMethod.isPossible(owner, method)) {
      AsyncMethod async = AsyncMethod.of(owner, method, BodyKind.COROUTINE);
      callable.put(method.name + method.desc, new Made(async, body));
    }
  }

  /** Rewrites the bodies. */
  void rewrite() {
    for (Map.Entry<MethodNode, MethodNode> method : bodies.entrySet()) {
      MethodNode body = method.getValue();
      boolean changed = false;
      for (MethodInsnNode await : awaitsOfCoroutines(body)) {
        changed |= rewrite(await, body);
      }
      if (changed) {
        body.maxStack += 2; // Where a coroutine was, its arguments still are.
        show(method.getKey(), body);
      }
    }
    owner.methods.addAll(added.values());
  }

  private boolean rewrite(MethodInsnNode await, MethodNode body) {
    InsnList code = body.instructions;
    AbstractInsnNode first = await.getPrevious().getPrevious(); // Task and depth.
    MethodInsnNode call = callBefore(first);
    MethodInsnNode direct = call == null ? null : instead(call);
    if (call != null && direct != null) {
      code.remove(call);
      code.set(await, direct);
      return true;
    }
    if (callable.isEmpty()) {
      return false;
    }
    ChosenCalls chosen = ChosenCalls.before(first, body, this::isCallOrDone);
    if (chosen == null || chosen.calls.stream().allMatch(each -> made(each) == null)) {
      return false;
    }
    chosen.frame.stack.set(chosen.frame.stack.size() - 1, RuntimeNames.OBJECT);
    code.remove(first.getNext());
    code.remove(first);
    code.remove(await);
    for (AbstractInsnNode each : chosen.calls) {
      awaitInBranch(each, code);
    }
    return true;
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

  private void awaitInBranch(AbstractInsnNode call, InsnList code) {
    if (BodyKind.isDoneValue(call)) {
      code.remove(call); // The value itself is what awaiting it gives.
    } else if (BodyKind.isDoneNothing(call)) {
      code.set(call, new InsnNode(Opcodes.ACONST_NULL));
    } else {
      code.insertBefore(call, new VarInsnNode(Opcodes.ALOAD, BodySlots.TASK));
      code.insertBefore(call, new VarInsnNode(Opcodes.ILOAD, BodySlots.DEPTH));
      code.set(call, directly((MethodInsnNode) call));
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

  private @Nullable MethodInsnNode instead(MethodInsnNode call) {
    return made(call) == null ? ofRuntime(call) : directly(call);
  }

  /** What awaits an operation of the runtime without making a coroutine of it, if it has that. */
  private static @Nullable MethodInsnNode ofRuntime(MethodInsnNode call) {
    String receiver = RuntimeNames.AWAITED_OWNERS.get(call.owner);
    if (receiver == null || !RuntimeNames.AWAITED_OPERATIONS.contains(call.name)) {
      return null;
    }
    String descriptor = "(L" + receiver + ";" + CallMethod.descriptor(call.desc).substring(1);
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, RuntimeNames.AWAITED_CALLS, call.name, descriptor, false);
  }

  /** The call that takes the place of {@code call}; its method is added to the class. */
  private MethodInsnNode directly(MethodInsnNode call) {
    Made made = Objects.requireNonNull(made(call));
    added.computeIfAbsent(made.body.name, unused -> CallMethod.of(made.async, made.body));
    return new MethodInsnNode(
        call.getOpcode() == Opcodes.INVOKESTATIC ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
        owner.name,
        GeneratedNames.call(made.body.name),
        CallMethod.descriptor(call.desc),
        (owner.access & Opcodes.ACC_INTERFACE) != 0);
  }
}
