package dev.weft.weaver;

import dev.weft.weaver.analysis.ReturnSites;
import dev.weft.weaver.emit.AwaitInt;
import dev.weft.weaver.emit.BodyCall;
import dev.weft.weaver.emit.CallMethod;
import dev.weft.weaver.emit.CodeSize;
import dev.weft.weaver.listing.MethodListing;
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

/**
 * Lets a body call the body of another method of its class that it awaits at once.
 *
 * <pre>
 *   await(price(sku))
 *
 *   aload 0; aload 4                  =>   aload 0; aload 4
 *   invokevirtual price(String)
 *   aload task; iload depth                aload task; iload depth
 *   invokestatic Frame.await               invokespecial price$async(String, Task, int)
 * </pre>
 *
 * <p>The same in each branch where one of several calls is awaited, see {@link ChosenCalls}. And
 * {@code await(queue.put(item))} calls what the runtime has for that, see {@link #ofRuntime}.
 *
 * <p>Comes last, when every method of the class has its body: what is called must be there. See
 * {@link OwnMethods} for what is called: where nothing has to be asked, the body itself.
 *
 * <p>Of other classes only those of the runtime: of another nobody can know whether it will be
 * woven, and by which Weft.
 */
final class DirectCalls {
  /** Where a coroutine was, its arguments still are, or an int. */
  private static final int MORE_STACK = 8;

  /** What the calls in the branches of an await take, about. */
  private static final int BRANCHES_BYTES = 60;

  private final ClassNode owner;
  private final @Nullable Listings listings;

  /** The methods that have bodies, each with its body. */
  private final Map<MethodNode, MethodNode> bodies = new LinkedHashMap<>();

  private final OwnMethods own;

  DirectCalls(ClassNode owner, @Nullable Listings listings) {
    this.owner = owner;
    this.own = new OwnMethods(owner);
    this.listings = listings;
  }

  /** A method that was woven; what is written for a lambda is called by nobody. */
  void add(MethodNode method, MethodNode body, boolean lambda) {
    bodies.put(method, body);
    if (!lambda) {
      own.add(method, body);
    }
  }

  /** Rewrites the bodies. */
  void rewrite() {
    Map<MethodNode, List<MethodInsnNode>> awaits = new LinkedHashMap<>();
    for (MethodNode body : bodies.values()) {
      awaits.put(body, awaitsOfCoroutines(body));
    }
    for (Map.Entry<MethodNode, MethodNode> method : bodies.entrySet()) {
      MethodNode body = method.getValue();
      if (rewrite(body, awaits.getOrDefault(body, List.of()))) {
        show(method.getKey(), body);
      }
    }
    owner.methods.addAll(own.asking());
  }

  private boolean rewrite(MethodNode body, List<MethodInsnNode> awaits) {
    boolean roomy = CodeSize.canGrow(body, growth(awaits));
    Integer firstFree = roomy ? body.maxLocals : null;
    boolean changed = false;
    for (MethodInsnNode await : awaits) {
      changed |= rewrite(await, roomy ? AwaitInt.after(await) : null, body, firstFree);
    }
    if (changed) {
      body.maxStack += MORE_STACK;
    }
    return changed;
  }

  /** How many bytes more the body may have afterwards; HotSpot compiles no huge ones. */
  private static int growth(List<MethodInsnNode> awaits) {
    int bytes = 0;
    for (MethodInsnNode await : awaits) {
      MethodInsnNode call = callBefore(await.getPrevious().getPrevious());
      bytes += AwaitInt.BYTES + (call == null ? BRANCHES_BYTES : BodyCall.bytes(call));
    }
    return bytes;
  }

  /**
   * Rewrites one.
   *
   * @param asInt where its value is wanted as an int, if it may be taken so
   * @param firstFree the first local that is nobody's, if they may be used
   */
  private boolean rewrite(
      MethodInsnNode await,
      @Nullable AwaitInt asInt,
      MethodNode body,
      @Nullable Integer firstFree) {
    InsnList code = body.instructions;
    AbstractInsnNode first = await.getPrevious().getPrevious(); // Task and depth.
    MethodInsnNode call = callBefore(first);
    MethodInsnNode ofRuntime = call == null ? null : ofRuntime(call);
    if (call != null && ofRuntime != null) {
      code.remove(call);
      code.set(await, ofRuntime);
      return true;
    }
    if (own.isEmpty()) {
      return false;
    }
    List<AbstractInsnNode> calls;
    ChosenCalls chosen = null;
    if (call != null && own.isCall(call)) {
      calls = List.of(call);
    } else {
      chosen = ChosenCalls.before(first, body, this::isCallOrDone);
      calls = chosen == null ? List.of() : chosen.calls;
    }
    if (calls.stream().noneMatch(own::isCall)) {
      return false;
    }
    boolean forInt = asInt != null && calls.stream().allMatch(own::givesInt);
    if (chosen != null) {
      chosen.sayOnStack(forInt ? Opcodes.LONG : RuntimeNames.OBJECT);
    }
    code.remove(first.getNext());
    code.remove(first);
    code.remove(await);
    for (AbstractInsnNode each : calls) {
      await(each, forInt, body, firstFree);
    }
    if (asInt != null && forInt) {
      asInt.takeLong(code);
    }
    return true;
  }

  private boolean isCallOrDone(AbstractInsnNode insn) {
    return own.isCall(insn) || BodyKind.isDoneValue(insn) || BodyKind.isDoneNothing(insn);
  }

  /** Awaits where it stands what is a call or a result. */
  private void await(
      AbstractInsnNode call, boolean forInt, MethodNode body, @Nullable Integer firstFree) {
    InsnList code = body.instructions;
    if (BodyKind.isDoneValue(call)) {
      if (forInt) {
        code.set(
            Objects.requireNonNull(ReturnSites.onlyPredecessor(call)), new InsnNode(Opcodes.I2L));
      }
      code.remove(call); // The value itself is what awaiting it gives.
    } else if (BodyKind.isDoneNothing(call)) {
      code.set(call, new InsnNode(Opcodes.ACONST_NULL));
    } else {
      code.insert(call, own.await((MethodInsnNode) call, body, firstFree, forInt));
      code.remove(call);
    }
  }

  private void show(MethodNode method, MethodNode body) {
    if (listings != null) {
      listings.after(method, "direct-calls", MethodListing.of(body));
    }
  }

  private List<MethodInsnNode> awaitsOfCoroutines(MethodNode body) {
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
      own.note(body, insn);
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
}
