package dev.weft.weaver.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.SuspensionPoints;
import dev.weft.weaver.analysis.TypeSimulation;
import dev.weft.weaver.names.RuntimeNames;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What no Java compiler writes, scenario 68: the object in odd places before its constructor. */
class DelayAllocationsTest {
  private static final String BUILDER = "java/lang/StringBuilder";

  /** A static method whose code {@code writer} writes, run after the rewrite. */
  private static Object run(Consumer<MethodVisitor> writer) throws ReflectiveOperationException {
    ClassNode node = new ClassNode();
    node.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "G", null, "java/lang/Object", null);
    MethodNode method =
        new MethodNode(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "m", "()Ljava/lang/Object;", null, null);
    writer.accept(method);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(20, 20);
    node.methods.add(method);
    SuspensionPoints points = SuspensionPoints.in(method);
    TypeSimulation types = TypeSimulation.before(points.calls(), "G", method);
    assertThat(DelayAllocations.in("G", method, points, types)).isTrue();
    // Awaiting means nothing here: what is there goes, and a value comes.
    method.instructions.forEach(
        insn -> {
          if (insn instanceof org.objectweb.asm.tree.MethodInsnNode call
              && call.owner.equals(RuntimeNames.ASYNCIO)) {
            call.owner = "java/util/Objects";
            call.name = "requireNonNull";
            call.desc = "(Ljava/lang/Object;)Ljava/lang/Object;";
          }
        });
    ClassWriter bytes = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    node.accept(bytes);
    byte[] file = bytes.toByteArray();
    Class<?> type =
        new ClassLoader(DelayAllocationsTest.class.getClassLoader()) {
          Class<?> define() {
            return defineClass("G", file, 0, file.length);
          }
        }.define();
    return type.getMethod("m").invoke(null);
  }

  private static void awaitString(MethodVisitor code) {
    code.visitLdcInsn("x");
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        RuntimeNames.ASYNCIO,
        RuntimeNames.AWAIT,
        RuntimeNames.AWAIT_AWAITABLE,
        false);
    code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/String");
  }

  private static void construct(MethodVisitor code) {
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, BUILDER, "<init>", "(Ljava/lang/String;)V", false);
  }

  @Test
  void copiesInLocalsAndOnTheStackBecomeTheObject() throws ReflectiveOperationException {
    Object result =
        run(
            code -> {
              code.visitTypeInsn(Opcodes.NEW, BUILDER);
              code.visitInsn(Opcodes.DUP);
              code.visitVarInsn(Opcodes.ASTORE, 5);
              code.visitInsn(Opcodes.DUP);
              code.visitInsn(Opcodes.DUP);
              awaitString(code);
              construct(code);
              // Three copies: two on the stack, one in local 5, all the same object.
              code.visitVarInsn(Opcodes.ALOAD, 5);
              code.visitInsn(Opcodes.DUP_X2);
              code.visitInsn(Opcodes.POP);
              code.visitInsn(Opcodes.POP2);
            });
    assertThat(result).hasToString("x");
  }

  @Test
  void otherOperandsBetweenTheCopiesStay() throws ReflectiveOperationException {
    Object result =
        run(
            code -> {
              code.visitTypeInsn(Opcodes.NEW, BUILDER);
              code.visitInsn(Opcodes.LCONST_1);
              code.visitLdcInsn("between");
              code.visitVarInsn(Opcodes.ASTORE, 0);
              code.visitVarInsn(Opcodes.LSTORE, 1);
              code.visitInsn(Opcodes.DUP);
              code.visitVarInsn(Opcodes.ASTORE, 3);
              code.visitVarInsn(Opcodes.LLOAD, 1);
              code.visitVarInsn(Opcodes.ALOAD, 0);
              code.visitVarInsn(Opcodes.ALOAD, 3);
              awaitString(code);
              construct(code);
              // The object, 1L, "between".
              code.visitVarInsn(Opcodes.ASTORE, 0);
              code.visitInsn(Opcodes.POP2);
              code.visitVarInsn(Opcodes.ALOAD, 0);
              code.visitMethodInsn(
                  Opcodes.INVOKEVIRTUAL,
                  BUILDER,
                  "append",
                  "(Ljava/lang/String;)L" + BUILDER + ";",
                  false);
            });
    assertThat(result).hasToString("xbetween");
  }

  @Test
  void objectsThatAreNeverConstructedAreDropped() throws ReflectiveOperationException {
    Object result =
        run(
            code -> {
              code.visitTypeInsn(Opcodes.NEW, BUILDER);
              awaitString(code);
              code.visitInsn(Opcodes.SWAP);
              code.visitInsn(Opcodes.POP);
            });
    assertThat(result).isEqualTo("x");
  }
}
