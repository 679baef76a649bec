package dev.weft.weaver.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.JavaSources;
import dev.weft.weaver.WovenClasses;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Locals of every sort that live across awaits: scenarios 177 to 188 and 195 to 199. */
class LocalsTest {
  /** Scenarios 177 to 181: what the JVM keeps in int slots. */
  @Test
  void smallNumbersKeepTheirTypes() {
    Program.of(
            """
            static boolean fz; static byte fb; static char fc; static short fs; static int fi;
            static String args(boolean z, byte b, char c, short s, int i) { return z + "," + b + c + s + i; }
            @Async static Coroutine<Object> test() {
              boolean z = true; byte b = 1; char c = 1; short s = 1; int i = 1; long l = 1; float f = 1; double d = 1;
              await(soon(0));
              boolean[] az = {z, await(soon(z))}; byte[] ab = {b, await(soon((byte) 2))}; char[] ac = {c, 'x'}; short[] as = {s, 3}; int[] ai = {i};
              fz = az[0] & !az[await(soon(1))]; fb = ab[await(soon(1))]; fc = ac[1]; fs = as[0]; fi = ai[0];
              boolean lz = az[1]; byte lb = ab[1]; b = (byte) (await(soon(300)) + b); c = (char) (await(soon(65)) + c); s = (short) await(soon(70000)).intValue();
              z = await(soon(z)) ^ lz;
              return done(args(z, b, c, s, i) + args(fz, fb, fc, fs, fi) + lz + lb + (l + await(soon(l))) + (f + await(soon(f))) + (d + await(soon(d))));
            }
            """)
        .behavesAsWritten();
  }

  /** Scenario 182: the table of variables is for debuggers; it may be wrong. */
  @Test
  void wrongTablesOfVariablesDoNoHarm() throws Throwable {
    String source =
        "package p; import static dev.weft.Asyncio.*; import static dev.weft.weaver.run.Later.*;"
            + " import dev.weft.*; public class P { @Async static Coroutine<Object> test() {"
            + " int a = 1; String b = \"b\"; long c = 2; await(soon(1)); double d = await(soon(2.0));"
            + " await(soon(3)); return done(a + b + c + d); } }";
    byte[] compiled = JavaSources.compile(Map.of("p.P", source), "-g").get("p.P");
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(compiled).accept(new WrongVariables(writer), 0);
    WovenClasses woven = WovenClasses.of(Map.of("p.P", writer.toByteArray()));
    for (boolean pending : new boolean[] {false, true}) {
      assertThat(Program.run(woven, pending)).isEqualTo("1b22.0");
    }
  }

  private static final class WrongVariables extends ClassVisitor {
    WrongVariables(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitLocalVariable(
            String name, String desc, String signature, Label start, Label end, int index) {
          String other = desc.equals("I") ? "Ljava/lang/String;" : "I";
          super.visitLocalVariable(name, other, null, start, end, index);
        }
      };
    }
  }

  /** Scenarios 183, 186, 188. */
  @Test
  void slotsAreUsedAgain() {
    Program.of(
            """
            static long wide(long a, double b) { return a + (long) b; }
            @Async static Coroutine<Object> test() {
              String r = "";
              { int x = await(soon(12)); r += x; } { String x = await(soon("3")); r += x; } { double x = await(soon(4.0)); r += x; }
              boolean some = await(soon(true)); int only; if (some) { only = await(soon(5)); r += only; }
              String never; long odd = 1; double more = 2; wide(odd, await(soon(more))); await(soon(odd)); r += odd + more; wide(await(soon(odd)), more);
              if (!some) { never = "n"; r += never; }
              return done(r + await(soon("!")));
            }
            """)
        .gives("1234.053.0!");
  }

  /** Scenarios 184, 185, 187. */
  @Test
  void branchesThatDisagreeMeet() {
    Program.of(
            """
            static <T> T same(T t) { return t; }
            @Async static <T extends Comparable<T>> Coroutine<T> pick(T[] all, int n) { T t = all[n]; T u = await(soon(t)); Object o = u.compareTo(t) == 0 ? t : null; T w = (T) await(soon(o)); return done(w); }
            @Async static Coroutine<Object> test() {
              String r = "";
              for (int k = 0; k < 3; k++) {
                var number = k == 0 ? (Number) 1 : k == 1 ? (Number) 2.5 : null; List<Integer> list = k > 0 ? new ArrayList<>() : new LinkedList<>(); await(soon(k));
                list.add(await(soon(k))); var mixed = await(soon(k)) == 1 ? 1 : "s"; Object none = null; if (k == 2) none = await(soon("now")); String nothing = null;
                Integer boxed = k == 0 ? null : await(soon(k)); await(soon(nothing)); for (int i = 0; i < 2; i++) { if (nothing == null) nothing = await(soon(i == 0 ? null : "set")); else nothing += k; }
                r += number + "" + list + mixed + none + boxed + nothing + await(pick(new String[] {"a", "b", "c"}, k)) + same(await(soon(number)));
              }
              return done(r);
            }
            """)
        .with("-Xlint:-unchecked")
        .behavesAsWritten();
  }

  /** Scenario 195: code that javac keeps although nothing reaches it. */
  @Test
  void deadCodeIsNoObstacle() {
    Program.of(
            """
            static boolean yes() { return true; }
            @Async static Coroutine<String> endless(int n) { while (true) { if (n > 2) return done("out" + await(soon(n))); n += await(soon(1)); } }
            @Async static Coroutine<String> thrown(Object o) { try { if (yes()) throw (RuntimeException) await(soon(o)); Integer i = (Integer) await(soon(o)); return done("i" + i); } catch (ClassCastException e) { return done("cce" + await(soon(1))); } }
            @Async static Coroutine<String> nothing() { for (;;) { try { await(soon(1)); throw new IllegalStateException(); } catch (IllegalStateException e) { break; } finally { log("f"); } } if (false) { await(soon(2)); } return done("n"); }
            @Async static Coroutine<Object> test() { return done(await(endless(0)) + await(thrown("s")) + await(nothing()) + logged()); }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 197 to 199. */
  @Test
  void typesThatHaveNoName() {
    Program.of(
            """
            static List<? super Integer> sink() { return new ArrayList<Number>(List.of(1)); }
            @Async static Coroutine<Object> test() {
              var anonymous = new Object() { int k = 1; String s() { return "s" + k; } }; await(soon(1)); anonymous.k += await(soon(2)); var same = await(soon(anonymous));
              var captured = sink(); await(soon(captured)); captured.add(await(soon(3))); var element = captured.get(await(soon(1))); List<?> wild = List.of(await(soon("w"))); var first = wild.get(0); await(soon(first));
              int[] holder = {1}; Runnable inc = () -> holder[0] *= 10; inc.run(); int before = holder[0]; await(after(inc, 1)); inc.run();
              String got = anonymous.s() + same.k; return done(got + element + first + before + holder[0] + captured.size());
            }
            """)
        .gives("s33" + "3w10" + "1000" + "2");
  }
}
