package dev.weft.weaver;

import dev.weft.weaver.emit.CallMethod;
import dev.weft.weaver.listing.MethodListing;
import dev.weft.weaver.names.GeneratedNames;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

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
 * <p>Comes last, when every method of the class has its body: what is called must be there. See
 * {@link CallMethod} for what is called and why.
 *
 * <p>Only within a class: of another one nobody can know whether it will be woven, and by which
 * Weft.
 */
final class DirectCalls {
  private record Made(AsyncMethod async, MethodNode body) {}

  private final ClassNode owner;
  private final @Nullable Listings listings;

  /** The methods that have bodies, each with its body. */
  private final Map<MethodNode, MethodNode> bodies = new LinkedHashMap<>();

  /** The methods that can be called so, by name and descriptor. */
  private final Map<String, Made> callable = new LinkedHashMap<>();

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
    Map<String, MethodNode> added = new LinkedHashMap<>();
    for (Map.Entry<MethodNode, MethodNode> method : bodies.entrySet()) {
      MethodNode body = method.getValue();
      boolean changed = false;
      for (MethodInsnNode await : awaitsOfCoroutines(body)) {
        MethodInsnNode call = callBefore(await);
        Made made = call == null ? null : callable.get(call.name + call.desc);
        if (call != null && made != null && call.owner.equals(owner.name)) {
          callDirectly(body, call, await, made);
          added.computeIfAbsent(made.body.name, unused -> CallMethod.of(made.async, made.body));
          changed = true;
        }
      }
      if (changed) {
        body.maxStack += 2; // Where a coroutine was, its arguments still are.
        show(method.getKey(), body);
      }
    }
    owner.methods.addAll(added.values());
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
  private static @Nullable MethodInsnNode callBefore(MethodInsnNode await) {
    AbstractInsnNode depth = await.getPrevious();
    AbstractInsnNode insn = depth.getPrevious().getPrevious();
    while (insn instanceof LineNumberNode || insn instanceof LabelNode) {
      insn = insn.getPrevious(); // A label that is jumped to has a frame behind it.
    }
    return insn instanceof MethodInsnNode call ? call : null;
  }

  private void callDirectly(MethodNode body, MethodInsnNode call, MethodInsnNode await, Made made) {
    boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
    body.instructions.remove(call);
    body.instructions.set(
        await,
        new MethodInsnNode(
            isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
            owner.name,
            GeneratedNames.call(made.body.name),
            CallMethod.descriptor(call.desc),
            (owner.access & Opcodes.ACC_INTERFACE) != 0));
  }
}
