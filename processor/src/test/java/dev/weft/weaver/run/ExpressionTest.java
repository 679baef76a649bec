package dev.weft.weaver.run;

import org.junit.jupiter.api.Test;

/** Awaits inside expressions: scenarios 1 to 50. */
class ExpressionTest {
  /** Scenarios 1-5, 9, 10. */
  @Test
  void operandsKeepTheirOrder() {
    Program.of(
            """
            static String g(String s) { return log(s); }
            static String f(String... all) { return String.join("", all); }
            static int three(int a, int b, int c) { return a * 100 + b * 10 + c; }
            @Async static Coroutine<Integer> F(int n) { return done(await(soon(n)) + 1); }
            @Async static Coroutine<Object> test() {
              int a = 1;
              String s = "" + (a + await(soon(2)) * 3);
              s += f(g("a"), await(soon(g("b"))), g("c"), await(soon(g("d")))) + logged();
              s += three(await(soon(log(1))), log(2), log(3)) + three(log(1), await(soon(log(2))), log(3))
                  + three(log(1), log(2), await(soon(log(3)))) + logged();
              s += await(F(await(F(await(F(await(F(4))))))));
              s += -await(soon(1)) + ~await(soon(0)) + +await(soon(1));
              s += (await(soon(6)) & await(soon(3))) + (await(soon(6)) >> await(soon(1)));
              s += await(soon(1)) < await(soon(2));
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 6, 46, 49, 50: every type on the stack. */
  @Test
  void everythingOnTheStackComesBack() {
    Program.of(
            """
            static String f(long a, double b, int c, Object d, float e, boolean f, char g, byte h,
                short i, Object j, long[] k, String l) {
              return a + "," + b + "," + c + "," + d + "," + e + "," + f + "," + g + "," + h + "," + i
                  + "," + j + "," + k.length + "," + l;
            }
            @Async static Coroutine<Object> test() {
              long x = 1L << 40; float q = 0.1f; double nan = -0.0; boolean yes = true; byte b = -3;
              return done(f(x, nan, -7, "o", q, yes, 'c', b, (short) 300, null, new long[3], await(soon("z"))));
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 7, 8, 11, 12, 13, 23, 44. */
  @Test
  void receiversAreEvaluatedFirst() {
    Program.of(
            """
            static String s = "old";
            @Async static Coroutine<Object> test() {
              String r = s.concat(await(after(() -> s = "new", "!"))) + s;
              r += await(soon("abc")).length() + await(soon("de")).length();
              r += await(await(soon(soon("in"))));
              await(soon(null));
              int x, y; x = y = await(soon(4)); r += x + "" + y;
              Supplier<String> up = await(soon("up"))::toUpperCase; r += up.get();
              try { Supplier<Integer> o = await(soon((String) null))::length; r += o; } catch (NullPointerException e) { r += "npe"; }
              int[] none = null;
              try { r += Math.max(none[0], await(soon(log(1)))); } catch (NullPointerException e) { r += "first" + logged(); }
              return done(r);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 14-24, 37, 47, 48. */
  @Test
  void assignmentsReadTheirTargetBeforeTheAwait() {
    Program.of(
            """
            int f = 1; long wide; P next; static int[] a = {1, 2, 3};
            static int i() { log("i"); return 1; }
            @Async static Coroutine<Object> test() {
              P p = new P();
              int r = a[0] += await(after(() -> a[0] = 100, 10));
              String s = a[0] + "," + r + ";";
              r = p.f += await(after(() -> p.f = 100, 10)); s += p.f + "," + r + ";";
              a[i()] += await(soon(5)); s += a[1] + logged() + ";";
              long[] l = {2}; l[await(soon(0))] *= await(soon(3)); s += l[0] + ";";
              s += a[await(soon(2))]++ + "," + a[2] + ";";
              int i = 0; int[] b = new int[2]; b[i++] = await(soon(5)) + i; s += b[0] + ";";
              int[] old = a; a[0] = await(after(() -> a = new int[9], 42)); s += old[0] + "," + a[0] + ";";
              try { p.next.f = await(soon(log(1))); } catch (NullPointerException e) { s += "npe" + logged() + ";"; }
              try { b[5] = await(soon(log(2))); } catch (ArrayIndexOutOfBoundsException e) { s += "oob" + logged() + ";"; }
              try { (new P[1])[9].f = await(soon(log(3))); } catch (ArrayIndexOutOfBoundsException e) { s += "oob" + logged() + ";"; }
              int[][] m = {{1, 2}, {3, 4}}; m[log(1)][log(0)] += await(soon(log(7))); s += m[1][0] + logged() + ";";
              String t = "a"; t += await(soon("b")); String[] u = {"c"}; u[0] += await(soon("d")); s += t + u[0] + ";";
              int x = b[1] = p.f = await(soon(6)); long y = l[0] = p.wide = await(soon(8L)); s += x + p.f + b[1] + y + l[0] + p.wide + ";";
              int z = 5; z = z++ + await(soon(1)) + ++z; s += z;
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 25-29. */
  @Test
  void arraysAreFilledAroundAwaits() {
    Program.of(
            """
            static List<Integer> list(Integer... all) { return Arrays.asList(all); }
            @Async static Coroutine<Object> test() {
              int[][] jagged = {{await(soon(1))}, {2, await(soon(3))}};
              int[] middle = {1, 2, await(soon(42)), 4};
              int[][] sized = new int[await(soon(2))][await(soon(3))];
              byte[] b = {1, await(soon((byte) 2))}; short[] h = {await(soon((short) 3))};
              char[] c = {await(soon('c')), 'd'}; boolean[] z = {true, await(soon(false)), await(soon(true))};
              long[] l = {await(soon(5L)), 6}; double[] d = {0.5, await(soon(1.5))}; float[] f = {await(soon(2.5f))};
              return done(Arrays.deepToString(jagged) + Arrays.toString(middle) + sized.length + sized[1].length
                  + Arrays.toString(b) + Arrays.toString(h) + Arrays.toString(c) + Arrays.toString(z)
                  + Arrays.toString(l) + Arrays.toString(d) + Arrays.toString(f)
                  + list(1, await(soon(2)), 3, await(soon(4))) + list(new Integer[] {await(soon(9))}));
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 30-36, 43. */
  @Test
  void conditionsShortCut() {
    Program.of(
            """
            static boolean yes(String s) { log(s); return true; }
            static boolean no(String s) { log(s); return false; }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int k = 0; k < 2; k++) {
                boolean c = k == 0;
                s += (await(soon(c)) ? 1 : 2) + (c ? await(soon(3)) : 4) + (c ? 5 : await(soon(6)))
                    + (await(soon(c)) ? await(soon(7)) : await(soon(8))) + (c ? (c ? 1 : await(soon(2))) : 3) + ";";
                long promoted = c ? 1 : await(soon(2L)); s += promoted;
                Integer none = null;
                try { int boxed = c ? await(soon(5)) : none; s += boxed; } catch (NullPointerException e) { s += "npe"; }
              }
              s += (no("f") && await(soon(yes("n")))) + logged() + (yes("t") || await(soon(yes("n")))) + logged();
              s += (await(soon(yes("a"))) && await(soon(no("b"))) || await(soon(yes("c")))) + logged();
              boolean local = true; boolean and = local && await(soon(false)); boolean or = local || await(soon(false));
              s += and + "" + or;
              if (await(soon(true)) && !await(soon(false)) || await(soon(false))) s += "!";
              s += "a" + 1 + await(soon("b")) + 2L + await(soon('c')) + 3.5 + null;
              return done(s);
            }
            """)
        .with("-XDstringConcat=indy")
        .behavesAsWritten();
  }

  /** Scenarios 38-42, 45. */
  @Test
  void castsPatternsAssertionsAndThrows() {
    Program.of(
            """
            @Async static Coroutine<Long> widen() { return done((long) await(soon(7))); }
            @Async static Coroutine<Object> test() {
              String s = (String) await(soon((Object) "cast"));
              try { s += (String) (Object) await(soon((Object) 1)); } catch (ClassCastException e) { s += "cce"; }
              Object o = await(soon("four"));
              if (o instanceof String t && t.length() > await(soon(3))) s += t;
              if (await(soon((Object) "x")) instanceof String u && u.length() == await(soon(1))) s += u;
              assert await(soon(true)) : await(soon("never"));
              try { assert await(soon(false)) : await(soon("msg")); } catch (AssertionError e) { s += e.getMessage(); }
              try { throw await(soon(new IOException("msg: 0"))); } catch (IOException e) { s += e.getMessage(); }
              int i = await(soon((short) 1)); double d = await(soon(2f)); long l = await(widen()); char c = await(soon('c'));
              s += i + d + l + c;
              int before = 3; Supplier<Integer> captured = () -> before; int then = await(soon(captured.get()));
              Supplier<Integer> again = () -> before + then; s += again.get();
              return done(s);
            }
            """)
        .behavesAsWritten();
  }
}
