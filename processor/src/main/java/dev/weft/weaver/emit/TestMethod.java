package dev.weft.weaver.emit;

import dev.weft.weaver.AsyncMethod;
import dev.weft.weaver.BodySlots;
import dev.weft.weaver.TypeLookup;
import dev.weft.weaver.names.RuntimeNames;
import dev.weft.weaver.names.TestingNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Gives a test method that returns a coroutine a twin that returns nothing and runs it, for JUnit 5
 * takes no other test and no other {@code @BeforeEach}.
 *
 * <pre>
 *   before: @AsyncTest Coroutine&lt;Void&gt; sells(Shop shop) { frame }
 *   after:  @AsyncTest void sells(Shop shop) { AsyncTests.run(sells(shop)); }
 *           synthetic  Coroutine&lt;Void&gt; sells(Shop shop) { frame }
 * </pre>
 *
 * <p>The two differ in their return type only, which the JVM allows. The annotations move; the
 * coroutine's method becomes synthetic, so that JUnit and others that look for methods by name see
 * the twin alone. Code that calls the method finds it as before.
 */
public final class TestMethod {
  /** Whether a method that was woven is a test, or what JUnit runs before and after tests. */
  public static boolean isTest(MethodNode method, TypeLookup types) {
    return method.desc.endsWith(")L" + RuntimeNames.COROUTINE + ";")
        && method.visibleAnnotations != null
        && method.visibleAnnotations.stream()
            .map(annotation -> Type.getType(annotation.desc).getInternalName())
            .anyMatch(
                name -> TestingNames.isTest(name) || types.carries(name, TestingNames::isTest));
  }

  /** Adds the twin of {@code method}. */
  public static void emit(ClassNode owner, MethodNode method) {
    MethodNode twin =
        new MethodNode(
            method.access,
            method.name,
            Type.getMethodDescriptor(Type.VOID_TYPE, Type.getArgumentTypes(method.desc)),
            returningNothing(method.signature),
            method.exceptions.toArray(String[]::new));
    moveAnnotations(method, twin);
    callAndRun(owner, method, twin);
    method.access |= Opcodes.ACC_SYNTHETIC;
    owner.methods.add(twin);
  }

  private static void moveAnnotations(MethodNode method, MethodNode twin) {
    twin.parameters = method.parameters;
    twin.visibleAnnotations = method.visibleAnnotations;
    twin.visibleAnnotableParameterCount = method.visibleAnnotableParameterCount;
    twin.visibleParameterAnnotations = method.visibleParameterAnnotations;
    method.visibleAnnotations = null;
  }

  private static void callAndRun(ClassNode owner, MethodNode method, MethodNode twin) {
    boolean isStatic = BodySlots.isStatic(method);
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    FrameCode code = FrameCode.withFrameOnStack();
    code.add(start);
    int line = AsyncMethod.firstLine(method);
    if (line > 0) {
      code.add(new LineNumberNode(line, start));
    }
    code.loadArguments(method).add(callOf(owner, method, isStatic));
    code.callStatic(TestingNames.ASYNC_TESTS, TestingNames.RUN, TestingNames.RUN_DESCRIPTOR);
    code.op(Opcodes.POP).op(Opcodes.RETURN).add(end);
    twin.instructions = code.list();
    twin.maxLocals = BodySlots.parameterSlots(method);
    twin.maxStack = Math.max(1, twin.maxLocals);
    twin.localVariables = parameters(method, start, end);
  }

  private static MethodInsnNode callOf(ClassNode owner, MethodNode method, boolean isStatic) {
    boolean isInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
    int call =
        isStatic
            ? Opcodes.INVOKESTATIC
            : isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    return new MethodInsnNode(call, owner.name, method.name, method.desc, isInterface);
  }

  private static List<LocalVariableNode> parameters(
      MethodNode method, LabelNode start, LabelNode end) {
    List<LocalVariableNode> parameters = new ArrayList<>();
    for (LocalVariableNode its : method.localVariables) {
      parameters.add(
          new LocalVariableNode(its.name, its.desc, its.signature, start, end, its.index));
    }
    return parameters;
  }

  /** The generic signature with void in the place of {@code Coroutine<...>}. */
  private static @Nullable String returningNothing(@Nullable String signature) {
    if (signature == null) {
      return signature;
    }
    int result = signature.lastIndexOf(')') + 1;
    int thrown = signature.indexOf('^', result);
    return signature.substring(0, result) + 'V' + (thrown < 0 ? "" : signature.substring(thrown));
  }

  private TestMethod() {}
}
