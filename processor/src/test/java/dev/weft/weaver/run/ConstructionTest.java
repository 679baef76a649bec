package dev.weft.weaver.run;

import org.junit.jupiter.api.Test;

/** Awaits in constructor arguments: scenarios 51 to 67. */
class ConstructionTest {
  private static final String BOX =
      """
      record Box(Object a, Object b) {}
      record W(long a, double b, int c, long d) {}
      static class Bad { Bad(Object a) throws IOException { if (a != null) throw new IOException("bad" + a); } }
      class Inner { final String s; Inner(String s) { this.s = s; } }
      """;

  /** Scenarios 51-54, 57-59, 63. */
  @Test
  void objectsAreMadeAroundAwaits() {
    Program.of(
            BOX
                + """
            @Async static Coroutine<Object> test() {
              String s = "" + new Box(1, await(soon("x")));
              s += new Box(1, new Box(await(soon(2)), new Box(3, await(soon("x")))));
              s += new W(1L, await(soon(2.5)), 3, await(soon(4L)));
              for (int i = 0; i < 2; i++) {
                boolean c = i == 0;
                s += new Box(c ? await(soon(2)) : 1, c ? "z" : await(soon("x")));
                try { new Bad(await(soon(c ? null : i))); s += "ok"; } catch (IOException e) { s += e.getMessage(); }
                try { s += new Box(c, await(soon(c ? 1 : (Object) "y"))); } finally { s += "f"; }
              }
              new Box(await(soon(1)), 2);
              Box[] all = {new Box(await(soon(1)), 1), new Box(2, await(soon(2)))};
              return done(s + Arrays.toString(all));
            }
            """)
        .behavesAsWritten();
  }

  /** What closes the iteration comes between the label of the NEW and the NEW. */
  @Test
  void anAsyncLoopIsLeftIntoAFinallyBlockThatBeginsWithAConstruction() {
    Program.of(
            BOX
                + """
            static String log = "";
            @Async static AsyncGenerator<String> letters() {
              try { for (String s : List.of("a", "b", "c")) emit(await(soon(s))); } finally { log += "closed "; }
              return end();
            }
            @Async static Coroutine<Integer> left(boolean b) {
              try {
                for (String s : letters()) { if (s.equals("b")) return done(await(soon(1))); }
              } finally {
                Box box = new Box(b ? 7 : 8, b ? new Box(b ? 1 : 2, 3) : null);
                log += box;
              }
              return done(0);
            }
            @Async static Coroutine<Object> test() {
              log = "";
              return done(await(left(true)) + await(left(false)) + log);
            }
            """)
        .gives("2closed Box[a=7, b=Box[a=1, b=3]]closed Box[a=8, b=null]");
  }

  /** Scenarios 55, 56. */
  @Test
  void classesAreInitializedBeforeTheArguments() {
    Program.of(
            """
            static class K { static { log("clinit;"); } K(Object a) { log("init;"); } }
            static class Broken { static { if (true) throw new IllegalStateException("no"); } Broken(Object a) {} }
            @Async static Coroutine<Object> test() {
              new K(log(await(soon("arg;"))));
              String s = logged();
              try { new Broken(log(await(soon("arg")))); } catch (ExceptionInInitializerError | NoClassDefFoundError e) { s += "broken" + logged(); }
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 60-62, 66, 67. */
  @Test
  void innerAndAnonymousObjects() {
    Program.of(
            BOX
                + """
            static abstract class Shape { final Object a; Shape(Object a) { this.a = a; } abstract String show(); }
            @Async static Coroutine<Object> test() {
              P outer = new P();
              String s = outer.new Inner(await(soon("in"))).s;
              P none = null;
              try { none.new Inner(log(await(soon("in")))); } catch (NullPointerException e) { s += "npe" + logged(); }
              String captured = await(soon("cap"));
              s += new Shape(await(soon("sup"))) { String more = captured; String show() { return a + more; } }.show();
              s += new ArrayList<Object>(await(soon(3))) {{ add(captured); add("two"); }};
              s += new String(await(soon(new byte[] {65, 66})), await(soon(java.nio.charset.StandardCharsets.UTF_8)));
              try { throw new IllegalStateException("m" + await(soon(1)), await(soon(new IOException("why")))); }
              catch (IllegalStateException e) { s += e.getMessage() + e.getCause().getMessage(); }
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenario 64: javac keeps the object without constructor call in local variables. */
  @Test
  void switchWithTryInConstructorArguments() {
    Program.of(
            BOX
                + """
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int k = 0; k < 3; k++) {
                int j = k;
                s += new Box(k, switch (k) {
                  case 1 -> { try { yield await(soon(1)); } finally { await(soon(2)); s += "f"; } }
                  case 2 -> { try { yield new Box(2, new Box(switch (j) { case 2 -> { try { yield await(soon(7)); } finally { s += "g"; } } default -> 0; }, await(soon(9)))); } catch (RuntimeException e) { yield 0; } }
                  default -> 4; });
              }
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenario 65: an object without constructor call across a backward branch. */
  @Test
  void patternSwitchInConstructorArguments() {
    Program.of(
            BOX
                + """
            record R(int x, String y) {}
            @Async static Coroutine<Object> test() {
              String s = "";
              for (Object o : new Object[] {new R(1, "a"), new R(-1, "b"), "c", 5}) {
                s += new Box(o, switch (o) {
                  case R(int x, String y) when await(soon(x)) > 0 -> y + await(soon(x));
                  case R(int x, String y) -> y + x;
                  case String t when t.length() > await(soon(3)) -> "long";
                  case String t -> await(soon(t));
                  default -> await(soon("d")); });
              }
              return done(s);
            }
            """)
        .since(21)
        .behavesAsWritten();
  }
}
