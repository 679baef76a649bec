package dev.weft.weaver.run;

import org.junit.jupiter.api.Test;

/** Where async methods can live: scenarios 150 to 175. */
class PlaceTest {
  /** Scenarios 150, 152-158, 161. */
  @Test
  void kindsOfClasses() {
    Program.of(
            """
            interface I { @Async default Coroutine<String> d(String v) { return done(await(p(v)) + await(s(v))); } @Async private Coroutine<String> p(String v) { return done("p" + await(soon(v)) + name()); } @Async static Coroutine<String> s(String v) { return done("s" + await(soon(v))); } String name(); }
            enum E implements I { A { @Async Coroutine<String> m() { return done("A" + await(soon(name()))); } }, B; @Async Coroutine<String> m() { return done("E" + await(soon(ordinal()))); } @Async static Coroutine<String> st() { return done(A.name() + await(soon("st"))); } }
            record R(int x) { @Async Coroutine<Integer> twice() { return done(x + await(soon(x))); } @Async static Coroutine<R> of(int x) { return done(new R(await(soon(x)))); } }
            sealed interface Shape permits Dot {} record Dot(int q) implements Shape { @Async Coroutine<Integer> get() { return done(q + await(soon(secret))); } }
            private static int secret = 42;
            static class Nested { private int v; private Nested(int v) { this.v = v; } @Async private Coroutine<Integer> v() { return done(v + await(soon(1))); } }
            static class Base { @Async Coroutine<String> m(String v) { return done("base" + await(soon(v))); } protected final String f = "f"; }
            static class Sub extends Base implements I { public String name() { return "n"; }
              @Override @Async Coroutine<String> m(String v) { String a = await(super.m(v)); return done(await(soon("sub")) + a + await(super.m(f)) + await(I.super.d("i"))); } }
            static class Plain extends Base { @Override Coroutine<String> m(String v) { return done("plain" + v); } }
            @Async static final Coroutine<String> fin() { return done(await(soon("fin"))); }
            @Async protected Coroutine<String> prot() { return done(await(soon("prot")) + (this != null)); }
            class Inner { @Async Coroutine<String> m() { return done(await(prot()) + P.this.getClass().getSimpleName()); } }
            @Async static Coroutine<Object> test() {
              String s = await(E.A.m()) + await(E.B.m()) + await(E.st()) + await(E.B.d("x"));
              s += await(new R(4).twice()) + "" + await(R.of(5)) + await(new Dot(1).get()) + await(new Nested(await(soon(3))).v());
              s += await(new Sub().m("v")) + await(((Base) new Plain()).m("w")) + await(fin()) + await(new P().new Inner().m());
              String captured = "cap";
              class Local { @Async Coroutine<String> m(String v) { return done(captured + await(soon(v)) + captured); } }
              s += await(new Local().m("local"));
              Base anonymous = new Base() { @Override @Async Coroutine<String> m(String v) { return done(captured + await(super.m(v)) + f); } };
              return done(s + await(anonymous.m("anon")));
            }
            """)
        .gives("AAE1AstpxBsx8R[x=5]434subbasevbasefpinsiplainwfinprottruePcaplocalcapcapbaseanonf");
  }

  /** Scenarios 159, 160, 162, 163, 170, 175. */
  @Test
  void bridgesOverloadsAndGenerics() {
    Program.of(
            """
            interface G<T, R> { Coroutine<R> call(T t); }
            static class Impl implements G<String, Integer> { @Override @Async public Coroutine<Integer> call(String t) { return done(t.length() + await(soon(1))); } }
            static class Lib { @Async Awaitable<Object> x() { return null; } }
            @Async static Coroutine<String> over(int a) { return done("int" + await(soon(a))); }
            @Async static Coroutine<String> over(String a) { return done("string" + await(soon(a))); }
            @Async static Coroutine<String> over(int a, long b) { return done("two" + await(soon(a + b))); }
            static String lambda$over$async() { return "mine"; }
            static String lambda$test$0(int x) { return "also" + x; }
            @Async static <T extends Comparable<T>> Coroutine<T> max(List<? extends T> all) { T best = null; for (T t : all) { T got = await(soon(t)); if (best == null || got.compareTo(best) > 0) best = got; } return done(best); }
            @Async static Coroutine<String> varargs(Object... all) { return done(all.length + "" + await(soon(all[0]))); }
            @Async static Coroutine<Object> test() {
              G<String, Integer> g = new Impl();
              Function<Integer, Coroutine<String>> ref = P::over; Function<String, Coroutine<Integer>> bound = g::call;
              Supplier<String> lambda = () -> lambda$test$0(2);
              String s = await(g.call("abc")) + await(over(1)) + await(over("x")) + await(over(1, 2L)) + lambda$over$async() + lambda.get();
              s += await(max(List.of(3, 9, 4))) + await(varargs("a", 1)) + await(ref.apply(5)) + await(bound.apply("four"));
              try { s += await((Coroutine<?>) P.class.getDeclaredMethod("over", int.class).invoke(null, 6)); } catch (ReflectiveOperationException e) { s += e; }
              return done(s);
            }
            """
                .replace(
                    "static class Lib { @Async Awaitable<Object> x() { return null; } }\n", ""))
        .gives("4int1stringxtwo3minealso292aint55int6");
  }

  /** Scenarios 164, 165. */
  @Test
  void manyParameters() {
    StringBuilder parameters = new StringBuilder();
    StringBuilder sum = new StringBuilder();
    StringBuilder arguments = new StringBuilder();
    for (int n = 0; n < 126; n++) {
      parameters.append(n == 0 ? "" : ", ").append("long p").append(n);
      sum.append("p").append(n).append(" = p").append(n).append(" + await(soon(1)) + ");
      sum.replace(sum.length() - 2, sum.length(), ";\n");
      arguments.append(n == 0 ? "" : ", ").append(n);
    }
    StringBuilder all = new StringBuilder("0");
    for (int n = 0; n < 126; n++) {
      all.append(" + p").append(n);
    }
    Program.of(
            "@Async Coroutine<Long> wide("
                + parameters
                + ", int i, boolean z) {\n"
                + sum
                + "z = await(soon(!z)); i += await(soon(1));\nreturn done(i + (z ? 1 : 2) + "
                + all
                + "); }\n"
                + "@Async static Coroutine<Object> test() { return done(await(new P().wide("
                + arguments
                + ", 5, true))); }")
        .gives("8009");
  }

  /** Scenarios 168, 169. */
  @Test
  void recursion() {
    Program.of(
            """
            @Async static Coroutine<Integer> deep(int n) { return done(n == 0 ? await(soon(0)) : await(deep(n - 1)) + 1); }
            @Async static Coroutine<Boolean> even(int n) { return n == 0 ? done(true) : odd(n - 1); }
            @Async static Coroutine<Boolean> odd(int n) { return n == 0 ? done(false) : even(n - 1); }
            @Async static Coroutine<Object> test() { return done(await(deep(2000)) + "" + await(even(1001))); }
            """)
        .gives("2000false");
  }

  /** Random program 1084: slots that nothing names were above max_locals, yet in frames. */
  @Test
  void lastParametersThatNobodyReads() {
    Program.of(
            """
            @Async static Coroutine<Integer> unused(int a, long b, Object d, double e) { int[] x = {await(soon(1)), a}; return done(x[await(soon(0))] += (a = -a)); }
            @Async static Coroutine<Object> test() { return done(await(unused(5, 6L, "d", 0.5))); }
            """)
        .gives("-4");
  }
}
