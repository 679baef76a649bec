package dev.weft.weaver.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.CodeSizes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls within a class whose result is an int that is wanted as such: nothing boxes it. */
class IntCallsTest {
  @Test
  void everyIntArrives() {
    Program.of(
            """
            @Async static Coroutine<Integer> same(int n) { await(soon(0)); return done(n + 0); }
            @Async static Coroutine<Integer> atOnce(int n) { return done(n + 0); }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int n : new int[] {0, 1, -1, 127, 128, -129, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1}) {
                int a = await(same(n));
                long b = await(same(n));
                s += (a == n) + " " + (b == n) + " " + (await(atOnce(n)) == n) + ";";
              }
              return done(s);
            }
            """)
        .gives("true true true;".repeat(9));
  }

  /** What stands on the stack below the call, and what becomes of the value, does not matter. */
  @Test
  void whereverItIsAwaited() {
    Program.of(
            """
            int field = 3;
            @Async Coroutine<Integer> m(int n) { await(soon(n)); return done(n * 2); }
            @Async Coroutine<Integer> fails(int n) { if (n > 0) throw new IllegalStateException("no " + n); return done(n + 1); }
            @Async Coroutine<Object> all() {
              long sum = 1L + await(m(1)) + (await(m(2)) > 3 ? await(m(3)) : 5) * 2L;
              double d = 2.5 * await(m(4)) + await(fails(0));
              int[] a = {await(m(5)), await(m(6))};
              a[await(m(0))] += await(m(7));
              field += await(m(8));
              Integer boxed = await(m(9));
              Object object = await(m(10));
              await(m(11));
              int cast = (int) (Integer) await(m(12));
              String s = switch (await(m(1))) { case 2 -> "two"; default -> "other"; };
              for (int i = await(m(1)); i < await(m(3)); i += await(m(1))) s += i;
              try { s += await(fails(1)); } catch (IllegalStateException e) { s += e.getMessage() + await(m(13)); } finally { s += await(m(14)); }
              boolean b = await(m(1)) == 2 && await(m(2)) != 4 || await(fails(0)) == 1;
              return done(sum + " " + d + " " + a[0] + a[1] + field + boxed + object + cast + s + b);
            }
            @Async static Coroutine<Object> test() { return new P().all(); }
            """)
        .behavesAsWritten();
  }

  @Test
  void inBranchesWithAndWithoutOthersThatGiveObjects() {
    Program.of(
            """
            @Async static Coroutine<Integer> down(int n) { return done(1 + await(n == 0 ? done(0) : down(n - 1))); }
            @Async static Coroutine<Integer> of(int n) { await(soon(n)); return done(n * 3); }
            @Async static Coroutine<Integer> object(int n) { return done(await(soon(n))); }
            static Integer nine = 9;
            @Async static Coroutine<Object> test() {
              String s = "" + await(down(200));
              for (int n = 0; n < 4; n++) {
                int ints = await(switch (n) { case 0 -> of(1); case 1 -> done(n - 5); default -> down(n); });
                int mixed = await(n == 0 ? of(2) : n == 1 ? object(3) : done(n));
                int given = await(n == 0 ? of(2) : done(nine));
                s += " " + ints + "," + mixed + "," + given;
              }
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void aSubclassMayGiveNull() {
    Program.of(
            """
            static class Base {
              @Async Coroutine<Integer> m() { return done(1 + 1); }
              @Async Coroutine<String> sum() {
                try { return done("" + (await(m()) + 1)); } catch (NullPointerException e) { return done("null"); }
              }
            }
            static class Late extends Base { @Async @Override Coroutine<Integer> m() { await(soon(1)); return done(null); } }
            static class Early extends Base { @Override Coroutine<Integer> m() { return done((Integer) null); } }
            static class Other extends Base { @Async @Override Coroutine<Integer> m() { return done(await(super.m()) * 10); } }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (Base b : new Base[] {new Base(), new Late(), new Early(), new Other()}) s += await(b.sum()) + " ";
              return done(s);
            }
            """)
        .gives("3 null null 21 ");
  }

  @Test
  void aSubclassThatGivesSomethingElseFailsAsItDoesAnywhere() {
    Program.of(
            """
            static class Base {
              @Async Coroutine<Integer> m() { return done(1 + 1); }
              @Async Coroutine<String> sum() {
                try { return done("" + (await(m()) + 1)); } catch (ClassCastException e) { return done("cast"); }
              }
              @Async Coroutine<String> shown() { Object o = await(m()); return done("" + o); }
            }
            @SuppressWarnings({"rawtypes", "unchecked"})
            static class Raw extends Base { @Override Coroutine m() { return done("text"); } }
            @Async static Coroutine<Object> test() { return done(await(new Raw().sum()) + await(new Raw().shown())); }
            """)
        .gives("casttext");
  }

  @Test
  void tasksAndKeptCoroutinesGetTheirObject() {
    Program.of(
            """
            @Async static Coroutine<Integer> m(int n) { int before = n * 2; await(soon(n)); return done(before + 1000); }
            @Async static Coroutine<Object> test() {
              Coroutine<Integer> kept = m(1);
              Task<Integer> task = createTask(m(2));
              return done(await(kept) + " " + await(task) + " " + await(gather(m(3), m(4))));
            }
            """)
        .gives("1002 1004 [1006, 1008]");
  }

  /** The one thing that says that anything is done at all. */
  @Test
  void nothingIsBoxedOnTheWay() {
    byte[] woven =
        Program.of(
                """
                @Async static Coroutine<Integer> leaf(int n) { return done(n + 1); }
                @Async static Coroutine<Integer> sum(int n) { return done(await(n == 0 ? done(0) : sum(n - 1)) + await(leaf(n))); }
                @Async static Coroutine<Integer> either(boolean b, Integer i) { if (b) return done(i); return done(1 + 1); }
                @Async static Coroutine<Object> test() { int n = await(sum(3)) + await(either(true, 4)); return done("" + n); }
                """)
            .woven()
            .bytes("p.P");
    ClassNode owner = new ClassNode();
    new ClassReader(woven).accept(owner, 0);
    assertThat(calls(owner, "lambda$sum$async"))
        .contains("sum$async$int", "lambda$leaf$async")
        .doesNotContain("valueOf", "sum", "leaf");
    assertThat(calls(owner, "lambda$leaf$async")).isEmpty();
    assertThat(calls(owner, "lambda$test$async")).contains("sum$async$int", "lambda$either$async");
  }

  @Test
  void aMethodThatAwaitsManyStaysCompilable() {
    String lines = "k += await(m(k));".repeat(250);
    byte[] woven =
        Program.of(
                "@Async static Coroutine<Integer> m(int n) { return done(n + 1); }"
                    + "@Async static Coroutine<Integer> test() { int k = 0;"
                    + lines
                    + " return done(k); }")
            .woven()
            .bytes("p.P");
    assertThat(CodeSizes.of(woven).get("lambda$test$async")).isLessThan(8000);
  }

  private static List<String> calls(ClassNode owner, String body) {
    List<String> calls = new ArrayList<>();
    for (MethodNode method : owner.methods) {
      if (method.name.equals(body)) {
        for (AbstractInsnNode insn : method.instructions) {
          if (insn instanceof MethodInsnNode call) {
            calls.add(call.name);
          }
        }
      }
    }
    return calls;
  }
}
