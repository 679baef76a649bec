package dev.weft.weaver.emit;

import dev.weft.weaver.AsyncMethod;
import dev.weft.weaver.BodyKind;
import dev.weft.weaver.BodySlots;
import dev.weft.weaver.analysis.TypeFrame;
import dev.weft.weaver.names.GeneratedNames;
import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes what another body calls that awaits this method at once, so that no coroutine is made.
 *
 * <pre>
 *   Object m$async(String parameter, Task task, int depth) {
 *     if (getClass() == Owner.class &amp;&amp; depth &lt; Frame.DEEPEST) {
 *       return lambda$m$async(null, task, depth + 1, parameter);
 *     }
 *     return Frame.await(m(parameter), task, depth);
 *   }
 * </pre>
 *
 * <p>Why: an awaited call that does not suspend costs a fifth of what it costs with a coroutine,
 * and nothing of it is allocated (docs/decisions/0015). It makes no difference that could be seen:
 * between the call and its await nothing happens.
 *
 * <p>The class is compared only where a subclass may have another method of that name.
 *
 * <p>There is a second one, {@code long m$async$int(...)}, for bodies that give an int and are
 * called by one that wants it as such: see {@link AwaitInt}.
 */
public final class CallMethod {
  private static final int MAX_STACK = 4;

  private final ClassNode owner;
  private final MethodNode method;
  private final MethodNode body;
  private final boolean forInt;
  private final boolean isOverridable;
  private final boolean isStatic;
  private final int taskSlot;
  private final FrameCode code = FrameCode.withFrameOnStack();

  private CallMethod(AsyncMethod async, MethodNode body, boolean forInt) {
    this.owner = async.owner();
    this.method = async.method();
    this.body = body;
    this.forInt = forInt;
    this.isOverridable = isOverridable(async);
    this.isStatic = BodySlots.isStatic(method);
    this.taskSlot = BodySlots.parameterSlots(method);
  }

  /** Whether {@code async} can be called so: it gives a coroutine, and the JVM lets it. */
  public static boolean isPossible(AsyncMethod async) {
    boolean virtualInInterface =
        (async.owner().access & Opcodes.ACC_INTERFACE) != 0
            && (async.method().access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0;
    return async.kind() == BodyKind.COROUTINE
        && !virtualInInterface
        && BodySlots.bodyTakesParametersOf(async.method());
  }

  /** Whether a subclass may have another method in the place of {@code async}. */
  public static boolean isOverridable(AsyncMethod async) {
    int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
    return (async.method().access & fixed) == 0 && (async.owner().access & Opcodes.ACC_FINAL) == 0;
  }

  /**
   * The descriptor of what is called for a method.
   *
   * @param descriptor the method's
   * @param forInt whether it gives an int as a long
   */
  public static String descriptor(String descriptor, boolean forInt) {
    return descriptor.substring(0, descriptor.indexOf(')'))
        + ("L" + RuntimeNames.TASK + ";I)" + (forInt ? "J" : "L" + RuntimeNames.OBJECT + ";"));
  }

  /**
   * The method, to be added to the class.
   *
   * @param forInt whether it is to give an int as a long, as {@code body} does
   */
  public static MethodNode of(AsyncMethod async, MethodNode body, boolean forInt) {
    return new CallMethod(async, body, forInt).write();
  }

  private MethodNode write() {
    MethodNode call =
        new MethodNode(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (isStatic ? Opcodes.ACC_STATIC : 0),
            forInt ? GeneratedNames.callForInt(body.name) : GeneratedNames.call(body.name),
            descriptor(method.desc, forInt),
            null,
            null);
    LabelNode otherwise = new LabelNode();
    if (isOverridable) {
      code.load(0);
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKEVIRTUAL,
              RuntimeNames.OBJECT,
              "getClass",
              "()Ljava/lang/Class;",
              false));
      code.add(new LdcInsnNode(Type.getObjectType(owner.name)));
      code.add(new JumpInsnNode(Opcodes.IF_ACMPNE, otherwise));
    }
    code.variable(Opcodes.ILOAD, taskSlot + 1);
    code.field(Opcodes.GETSTATIC, RuntimeNames.FRAME, RuntimeNames.DEEPEST, "I");
    code.add(new JumpInsnNode(Opcodes.IF_ICMPGE, otherwise));
    callBody();
    code.add(otherwise).add(frame());
    awaitCoroutine();
    call.instructions = code.list();
    call.maxLocals = taskSlot + 2;
    call.maxStack = taskSlot + MAX_STACK + 2;
    return call;
  }

  /** {@code return body(null, task, depth + 1, parameters)}. */
  private void callBody() {
    if (isStatic) {
      code.op(Opcodes.ACONST_NULL);
    } else {
      code.load(0);
    }
    code.op(Opcodes.ACONST_NULL).load(taskSlot);
    code.variable(Opcodes.ILOAD, taskSlot + 1).op(Opcodes.ICONST_1).op(Opcodes.IADD);
    code.loadParameters(method);
    code.callOwn(owner, isStatic, body.name, body.desc);
    if (forInt) {
      code.op(Opcodes.LRETURN);
    } else {
      code.boxed(body).op(Opcodes.ARETURN);
    }
  }

  /** {@code return Frame.await(method(parameters), task, depth)}; an int of that if wanted. */
  private void awaitCoroutine() {
    code.loadArguments(method);
    if (isOverridable) {
      code.add(
          new MethodInsnNode(Opcodes.INVOKEVIRTUAL, owner.name, method.name, method.desc, false));
    } else {
      code.callOwn(owner, isStatic, method.name, method.desc);
    }
    code.load(taskSlot).variable(Opcodes.ILOAD, taskSlot + 1);
    code.callStatic(RuntimeNames.FRAME, RuntimeNames.AWAIT, RuntimeNames.FRAME_AWAIT_AWAITABLE);
    if (forInt) {
      code.callStatic(RuntimeNames.FRAME, RuntimeNames.UNBOXED, RuntimeNames.UNBOXED_DESCRIPTOR);
      code.op(Opcodes.LRETURN);
    } else {
      code.op(Opcodes.ARETURN);
    }
  }

  private FrameNode frame() {
    List<Object> locals = new ArrayList<>();
    if (!isStatic) {
      locals.add(owner.name);
    }
    for (Type parameter : Type.getArgumentTypes(method.desc)) {
      locals.add(TypeFrame.of(parameter));
    }
    locals.add(RuntimeNames.TASK);
    locals.add(Opcodes.INTEGER);
    return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), 0, new Object[0]);
  }
}
