package dev.weft.weaver;

import dev.weft.weaver.analysis.AsyncFors;
import dev.weft.weaver.analysis.AsyncWiths;
import dev.weft.weaver.analysis.Census;
import dev.weft.weaver.analysis.EclipseFors;
import dev.weft.weaver.analysis.EclipseWiths;
import dev.weft.weaver.names.RuntimeNames;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The lambdas of a class that await.
 *
 * <p>One whose function returns a {@code Coroutine} or an {@code AsyncGenerator} is woven like any
 * async method: its caller gets the frame. One for {@code AsyncCallable} and its like returns
 * plainly, so its caller gets an object that makes frames:
 *
 * <pre>
 *   AsyncCallable c = () -> { ... await(x) ... };
 *
 *   invokedynamic call(captured)AsyncCallable     [lambda$m$0(captured)Object]
 *     =>
 *   invokedynamic frame(captured)FrameMaker       [lambda$m$0(captured, Object)Frame]
 *   invokestatic  AsyncLambda.of(FrameMaker)AsyncLambda
 * </pre>
 *
 * <p>A lambda for {@code AsyncCallable} that does not await stays as it is: the runtime calls it.
 */
final class AsyncLambdas {
  /**
   * The methods behind lambdas that await, by name and descriptor, and what they are lambdas for.
   */
  private final Map<String, InvokeDynamicInsnNode> callSites = new HashMap<>();

  private final ClassNode owner;

  private AsyncLambdas(ClassNode owner) {
    this.owner = owner;
  }

  /** Finds them. */
  static AsyncLambdas in(ClassNode owner, TypeLookup types) {
    AsyncLambdas lambdas = new AsyncLambdas(owner);
    Map<String, MethodNode> awaiting = new HashMap<>();
    for (MethodNode method : owner.methods) {
      if (isLambda(method) && awaits(method, types)) {
        awaiting.put(key(method), method);
      }
    }
    if (!awaiting.isEmpty()) {
      lambdas.findCallSites(awaiting);
    }
    return lambdas;
  }

  /**
   * Whether {@code method} is a lambda that nobody makes: javac writes the method of a lambda also
   * when it leaves out the code around it because it can never run.
   */
  static boolean isDead(ClassNode owner, MethodNode method) {
    if (!isLambda(method)) {
      return false;
    }
    AsyncLambdas lambdas = new AsyncLambdas(owner);
    for (MethodNode other : owner.methods) {
      for (AbstractInsnNode insn : other.instructions) {
        if (insn instanceof InvokeDynamicInsnNode site
            && lambdas.isFor(site, method.name, method.desc)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a compiler has made {@code method} for the body of a lambda. */
  static boolean isLambda(MethodNode method) {
    return (method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.startsWith("lambda$");
  }

  private static boolean awaits(MethodNode method, TypeLookup types) {
    Census census = Census.of(method);
    for (AbstractInsnNode insn : census.words()) {
      if (SuspensionPoint.isAwait(insn) || SuspensionPoint.isEmit(insn) || BodyKind.isEnd(insn)) {
        return true;
      }
    }
    return !AsyncFors.in(census, types).isEmpty()
        || !AsyncWiths.in(method, census, types).isEmpty()
        || !EclipseFors.in(method, census, types).isEmpty()
        || !EclipseWiths.async(method, census, types).isEmpty();
  }

  private void findCallSites(Map<String, MethodNode> awaiting) {
    for (MethodNode method : owner.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof InvokeDynamicInsnNode site) {
          Handle handle = implementation(site);
          MethodNode lambda =
              handle == null || !handle.getOwner().equals(owner.name)
                  ? null
                  : awaiting.get(handle.getName() + handle.getDesc());
          if (lambda != null && kind(site, lambda) != null) {
            callSites.put(key(lambda), site);
          }
        }
      }
    }
  }

  private boolean isFor(InvokeDynamicInsnNode site, String name, String descriptor) {
    Handle handle = implementation(site);
    return handle != null
        && handle.getOwner().equals(owner.name)
        && handle.getName().equals(name)
        && handle.getDesc().equals(descriptor);
  }

  /** The method that a lambda's call site makes an object of; null for other call sites. */
  private static @Nullable Handle implementation(InvokeDynamicInsnNode site) {
    return site.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory")
            && site.bsmArgs.length >= 3
            && site.bsmArgs[1] instanceof Handle handle
        ? handle
        : null;
  }

  private static @Nullable BodyKind kind(InvokeDynamicInsnNode site, MethodNode lambda) {
    if (RuntimeNames.ASYNC_FUNCTIONS.contains(Type.getReturnType(site.desc).getInternalName())) {
      // Not altMetafactory's: an AsyncLambda has none of the other types that such a lambda has.
      return site.bsm.getName().equals("metafactory") ? BodyKind.LAMBDA : null;
    }
    BodyKind kind = BodyKind.of(lambda.desc);
    return kind == BodyKind.COROUTINE || kind == BodyKind.GENERATOR ? kind : null;
  }

  /** How {@code method} is to be woven as a lambda; null if it is none that can be. */
  @Nullable BodyKind kindOf(MethodNode method) {
    InvokeDynamicInsnNode site = callSites.get(key(method));
    return site == null ? null : kind(site, method);
  }

  /** Makes the call sites of a plainly returning lambda, which was just woven, give its frames. */
  void makeFrames(MethodNode lambda) {
    String oldKey = key(lambda);
    InvokeDynamicInsnNode known = callSites.get(oldKey);
    if (known == null) {
      throw new IllegalArgumentException("not a lambda that awaits: " + lambda.name);
    }
    String oldDescriptor = lambda.desc;
    boolean takesArgument = takesArgument(known);
    lambda.desc = frameDescriptor(oldDescriptor, takesArgument);
    lambda.parameters = null; // One more than javac may have named.
    lambda.maxLocals = BodySlots.parameterSlots(lambda);
    for (MethodNode method : owner.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof InvokeDynamicInsnNode site && isFor(site, lambda.name, oldDescriptor)) {
          retarget(method, site, lambda.desc, takesArgument);
        }
      }
    }
  }

  private static boolean takesArgument(InvokeDynamicInsnNode site) {
    return ((Type) site.bsmArgs[0]).getArgumentTypes().length == 1;
  }

  private static String frameDescriptor(String descriptor, boolean takesArgument) {
    String parameters = descriptor.substring(1, descriptor.indexOf(')'));
    String argument = takesArgument ? "" : "L" + RuntimeNames.OBJECT + ";";
    return "(" + parameters + argument + ")L" + RuntimeNames.FRAME + ";";
  }

  private static void retarget(
      MethodNode method, InvokeDynamicInsnNode site, String descriptor, boolean takesArgument) {
    Handle handle = (Handle) site.bsmArgs[1];
    String captured = site.desc.substring(0, site.desc.indexOf(')') + 1);
    Type instantiated = (Type) site.bsmArgs[2];
    String argument =
        takesArgument
            ? instantiated.getArgumentTypes()[0].getDescriptor()
            : "L" + RuntimeNames.OBJECT + ";";
    site.name = RuntimeNames.MAKE_FRAME;
    site.desc = captured + "L" + RuntimeNames.FRAME_MAKER + ";";
    site.bsmArgs =
        new Object[] {
          Type.getMethodType(RuntimeNames.MAKE_FRAME_DESCRIPTOR),
          new Handle(
              handle.getTag(),
              handle.getOwner(),
              handle.getName(),
              descriptor,
              handle.isInterface()),
          Type.getMethodType("(" + argument + ")L" + RuntimeNames.FRAME + ";")
        };
    method.instructions.insert(
        site,
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            RuntimeNames.ASYNC_LAMBDA,
            RuntimeNames.ASYNC_LAMBDA_OF,
            RuntimeNames.ASYNC_LAMBDA_OF_DESCRIPTOR,
            false));
  }

  private static String key(MethodNode method) {
    return method.name + method.desc;
  }
}
