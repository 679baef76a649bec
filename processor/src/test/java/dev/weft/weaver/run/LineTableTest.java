package dev.weft.weaver.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What a body tells the runtime: a wrong mark would skip a catch or finally block. */
class LineTableTest {
  @Test
  void onlyAwaitsWithoutATryBlockAroundLetFailuresPass() {
    assertThat(
            marks(
                """
                @Async static Coroutine<Object> test() {
                  await(soon(1));
                  try { await(soon(2)); } catch (IllegalStateException e) { await(soon(3)); } finally { await(soon(4)); }
                  try (java.io.StringReader r = new java.io.StringReader("")) { await(soon(5)); }
                  for (int i : numbers()) await(soon(6));
                  return done(await(soon(7)));
                }
                @Async static AsyncGenerator<Integer> numbers() { emit(await(soon(1))); return end(); }
                """,
                "test$async$resume"))
        .as(
            "1, 7, and each copy of 4; those of the others would run a catch or finally block, or close")
        .isEqualTo(6);
  }

  /** Its end is noted when its body throws. */
  @Test
  void aGeneratorSeesEachFailure() {
    assertThat(
            marks(
                """
                @Async static AsyncGenerator<Integer> numbers() { emit(await(soon(1))); return end(); }
                @Async static Coroutine<Object> test() { return done(await(numbers().advance())); }
                """,
                "numbers$async$resume"))
        .isZero();
  }

  private static long marks(String members, String method) {
    ClassNode owner = new ClassNode();
    new ClassReader(Program.of(members).woven().bytes("p.P")).accept(owner, 0);
    long marks = -1;
    for (MethodNode each : owner.methods) {
      if (each.name.equals(method)) {
        for (AbstractInsnNode insn : each.instructions) {
          if (insn instanceof LdcInsnNode constant && constant.cst instanceof String table) {
            marks = table.chars().filter(c -> c == '^').count();
          }
        }
      }
    }
    return marks;
  }
}
