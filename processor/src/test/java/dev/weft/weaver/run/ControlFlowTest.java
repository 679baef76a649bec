package dev.weft.weaver.run;

import org.junit.jupiter.api.Test;

/** Conditionals, switches and loops: scenarios 69 to 102. */
class ControlFlowTest {
  /** Scenarios 69-72. */
  @Test
  void conditionals() {
    StringBuilder nested = new StringBuilder();
    for (int n = 0; n < 21; n++) {
      nested.append("if (await(soon(").append(n).append(" >= 0))) { s += ").append(n).append("; ");
    }
    nested.append("}".repeat(21));
    Program.of(
            """
            @Async static Coroutine<Object> test() {
              String s = "";
              for (boolean c : new boolean[] {true, false}) {
                if (c) s += await(soon("then"));
                if (c) s += "-"; else s += await(soon("else"));
                if (await(soon(c))) s += await(soon("a")); else s += await(soon("b"));
                if (c) { int x = await(soon(1)); s += x; } else { String x = await(soon("x")); s += x; }
                { long x = await(soon(5L)); s += x; } { double x = await(soon(1.5)); s += x; } { String x = "q"; await(soon(1)); s += x; }
                try { if (c) throw new IllegalStateException("boo!"); else s += await(soon("fine")); } catch (IllegalStateException e) { s += e.getMessage(); }
              }
            """
                + nested
                + """
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 73-78, 84, 85. */
  @Test
  void switches() {
    Program.of(
            """
            enum E { A, B, C }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int k = 0; k < 5; k++) {
                switch (await(soon(k))) { case 1: s += await(soon("1")); case 2: s += await(soon("2")); break; default: s += "d"; case 3: s += await(soon("3")); }
                switch (await(soon("" + k))) { case "1" -> s += await(soon("aa")); case "Aa", "BB" -> s += "x"; default -> s += ""; }
                switch (E.values()[k % 3]) { case A: s += await(soon("A")); break; case B: s += "B"; default: await(soon(1)); }
                switch (k * 1000) { case -7: s += "no"; case 3000: s += await(soon("k")); case 99: break; }
                s += switch (await(soon(k))) { case 0, 1 -> await(soon("lo")); case 2 -> { String t = await(soon("t")); yield t + k; } default -> "hi"; };
                s += "[" + k + switch (k) { case 0 -> { try { yield await(soon(1)); } catch (RuntimeException e) { yield 2; } finally { s += await(soon("fin")); } } case 1 -> { try { yield await(fail(new IllegalStateException())); } catch (IllegalStateException e) { yield await(soon(7)); } } default -> 3; };
              }
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 79-83, 39. */
  @Test
  void patternSwitches() {
    Program.of(
            """
            sealed interface S permits A, B {}
            record A(int x, Object in) implements S {}
            record B(String y) implements S { public String y() { if (y == null) throw new IllegalStateException("acc"); return y; } }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (S o : new S[] {new A(1, new B("q")), new A(2, null), new B("b"), new B("long"), new B(null), null}) {
                try {
                  s += switch (log(o)) {
                    case A(int x, B(String y)) when await(soon(x)) == 1 && await(soon(y)) != null -> x + await(soon(y)) + x + y;
                    case A a when await(soon(false)) -> "never";
                    case A a when await(soon(a.x() == 7)) -> "nor";
                    case A a -> "A" + await(soon(a.x()));
                    case B(String y) when y.length() > await(soon(2)) -> await(soon("long"));
                    case B b -> await(soon(b.y()));
                  };
                } catch (MatchException e) { s += "match" + e.getCause().getMessage() + await(soon("!")); }
                catch (NullPointerException e) { s += "npe" + await(soon("!")); }
                s += logged();
                Object obj = o;
                switch (obj) { case null -> s += await(soon("null")); case A a -> s += "a"; default -> s += await(soon("def")); }
              }
              return done(s);
            }
            """)
        .since(21)
        .behavesAsWritten();
  }

  /** Scenarios 87-93, 96-98, 100-102. */
  @Test
  void loops() {
    Program.of(
            """
            static class Stop extends RuntimeException {}
            static void append(String a, int b) { log(a + b); }
            @Async static Coroutine<String> infinite() { int n = 0; while (true) { n += await(soon(1)); if (n == 4) return done("d" + n); } }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int i = await(soon(0)); await(soon(i < 3)); i += await(soon(1))) { if (i == 1) continue; s += await(soon(i)); }
              int n = 0; while (await(soon(n < 3))) s += n++; do s += n--; while (await(soon(n > 0)));
              int sum = 0; for (int i = 0; i < 5; i++) for (int j = 0; j < 5; j++) sum += await(soon(i)) * await(soon(j)); s += sum;
              outer: for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) { if (await(soon(j == 2))) continue outer; if (await(soon(i == 2))) break outer; s += i + "" + j + ";"; }
              try { for (int i = 0; ; i++) append("x", switch (await(soon(i))) { case 2 -> throw new Stop(); default -> i; }); } catch (Stop e) { s += "OK" + logged(); }
              for (String t : await(soon(List.of("a", "b")))) s += await(soon(t));
              for (int t : new int[] {1, 2}) s += await(soon(t)); for (long t : new long[] {3}) s += await(soon(t)); for (Object t : new Object[] {"o"}) s += await(soon(t));
              List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
              try { for (int t : list) { await(soon(t)); list.add(4); } } catch (ConcurrentModificationException e) { s += "cme"; }
              s += await(infinite());
              List<Supplier<String>> subs = new ArrayList<>();
              for (int i = 0; i < 2; i++) { int fixed = i; Supplier<String> sub = () -> "l" + fixed; s += await(soon(sub.get())); subs.add(sub); }
              for (Supplier<String> sub : subs) s += sub.get();
              int first; do { first = await(soon(9)); } while (first < 9); s += first;
              for (int i = 0; i < 3; i += await(soon(1))) {}
              int turns = 0; while (true) { try { if (await(soon(++turns)) < 3) continue; break; } finally { s += "f" + await(soon(turns)); } }
              for (int a = 0; a < 2; a++) for (int b = 0; b < 2; b++) for (int c = 0; c < 2; c++) for (int d = 0; d < 2; d++) s += await(soon(a * 8 + b * 4 + c * 2 + d));
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 94, 95: neither sort of loop grows the stack. */
  @Test
  void manyTurns() {
    Program.of(
            """
            @Async static Coroutine<Long> test() {
              long sum = 0;
              dev.weft.Future<Integer> one = new dev.weft.Future<>(); one.setResult(1);
              for (int i = 0; i < 1000000; i++) sum += await(one);
              for (int i = 0; i < 20000; i++) sum += await(soon(1));
              return done(sum);
            }
            """)
        .gives("1020000");
  }
}
