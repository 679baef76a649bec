package dev.weft.weaver.run;

import org.junit.jupiter.api.Test;

/** Programs that broke other weavers, or look as if they could break this one. */
class NastyTest {
  @Test
  void guardsOfPatternSwitchesAwait() {
    Program.of(
            """
            sealed interface Shape {} record Dot(int x) implements Shape {} record Line(Shape a, Object b) implements Shape {}
            static Object selector(Object o) { log("s"); return o; }
            @Async static Coroutine<String> kind(Object o) {
              return done(switch (selector(o)) {
                case null -> "null" + await(soon(0));
                case Dot(int x) when await(soon(x)) > 5 && log(x) > 6 -> "big" + x;
                case Dot d when await(stage(d.x())) == 3 -> "three" + await(soon(d));
                case Line(Dot(var x), String s) when s.length() > await(soon(x)) -> s + x;
                case Line(Line(var a, var b), var c) when await(soon(true)) -> "nested" + a + b + c;
                case Line l when await(soon(l.a())) instanceof Dot d && d.x() == await(soon(9)) -> "nine";
                case String s when s.isEmpty() || await(soon(s)).startsWith("q") -> { try { yield "q" + await(soon(s)); } finally { log(await(soon("f"))); } }
                case Integer i when i > await(soon(10)) -> String.valueOf(i + await(soon(1L)));
                default -> o.getClass().getSimpleName() + await(soon("!"));
              });
            }
            @Async static Coroutine<Object> test() {
              StringBuilder all = new StringBuilder();
              for (Object o : new Object[] {null, new Dot(7), new Dot(6), new Dot(3), new Line(new Dot(1), "ab"), new Line(new Line(new Dot(2), "x"), 4), new Line(new Dot(9), 1), "", "qq", "z", 11, 5, 2.0})
                all.append(await(kind(o))).append(logged()).append('|');
              return done(all.toString());
            }
            """)
        .since(21)
        .behavesAsWritten();
  }

  @Test
  void conditionalsInArgumentsOfGenericSuperclasses() {
    Program.of(
            """
            static class Base<T, U extends Comparable<U>> { final String s; Base(T t, U u, long l, double d, T... more) { s = t + ":" + u + l + d + more.length; } }
            static class Derived<T> extends Base<T, String> { @SafeVarargs Derived(T t, boolean b, int i, T... more) { super(b ? t : null, b ? (i > 1 ? "x" : "y") : "z", i, i / 2.0, more); } String s() { return s; } }
            @Async static Coroutine<Object> test() {
              String all = "";
              for (int i = 0; i < 4; i++) {
                final int k = i;
                all += new Derived<Object>(i % 2 == 0 ? (i == 2 ? await(soon("two")) : (Object) await(soon(2.5f))) : (i > 1 ? await(stage('c')) : null), await(soon(i)) > 1 ? i == 3 && await(soon(true)) : !await(soon(false)), i < 2 ? await(soon(i)) : i, await(soon("m")), i > 0 ? await(soon(i)) : "n").s();
                all += new Base<Number, Integer>(k > 1 ? await(soon(1)) : (Number) await(soon(2L)), await(soon(k)), await(soon(3L)), await(soon(4.5)), new Number[] {await(soon(1)), k}).s;
              }
              return done(all);
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void stringAndEnumSwitchesWithAwaitsInTheirCases() {
    Program.of(
            """
            enum E { A, B { @Override @Async Coroutine<String> me() { return done("b" + await(super.me())); } }, C; @Async Coroutine<String> me() { return done(name() + await(soon(ordinal()))); } }
            @Async static Coroutine<String> s(String k) {
              String r = "";
              switch (await(soon(k))) {
                case "AaAa": r += await(soon("1"));
                case "BBBB": { r += "2"; if (k.equals("BBBB")) break; r += await(soon("3")); }
                default: r += "d";
                case "AaBB": r += await(stage("4")); break;
                case "": return done("empty" + await(soon(r)));
              }
              return done(r);
            }
            @Async static Coroutine<String> e(E e) {
              int n = switch (await(soon(e))) { case A -> await(soon(1)); case B -> { int t = 0; for (E x : E.values()) { if (x == E.C) continue; t += await(soon(x.ordinal() + 1)); } yield t; } case C -> throw new IllegalStateException(await(soon("c"))); };
              return done(n + await(e.me()));
            }
            @Async static Coroutine<Object> test() {
              String all = "";
              for (String k : List.of("AaAa", "BBBB", "AaBB", "BBAa", "", "x")) all += await(s(k)) + "/";
              for (E e : E.values()) { try { all += await(e(e)); } catch (IllegalStateException x) { all += x.getMessage() + await(e.me()); } }
              return done(all);
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void wideValuesAcrossAwaitsAndExceptions() {
    Program.of(
            """
            static long l(long a, double b, int c, float d, long e) { return a + (long) b * c + (long) d + e; }
            @Async static Coroutine<Object> test() {
              long a = 1L << 40; double b = 1e300; float f = 1.5f; int i = -7; byte y = (byte) 200; char c = '\\uffff'; short h = (short) 40000; boolean z = true;
              String s = "";
              for (int k = 0; k < 3; k++) {
                try {
                  a += l(a, await(soon(b)) > 0 ? 2.5 : b, i, f += await(soon(1f)), await(soon(a)) >>> 3);
                  double d2 = b / await(soon(3.0)); long e2 = a ^ await(soon(0x5555555555555555L));
                  if (k == 1) b = await(fail(new ArithmeticException("k" + d2)));
                  i = i / (k - await(soon(2)));
                  s += d2 + e2;
                } catch (ArithmeticException x) {
                  s += x.getMessage() + a + f + i + y + (int) c + h + z;
                  long inner = a - await(soon(1)); y += await(soon(3)); c -= await(soon(2)); h <<= await(soon(1)); z ^= await(soon(true));
                  a = inner;
                } finally {
                  f *= await(soon(2)); b = -b;
                }
              }
              return done(s + a + b + f + i + y + (int) c + h + z);
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void nestedFinallyWithReturnContinueAndLabels() {
    Program.of(
            """
            @Async static Coroutine<String> m(int mode) {
              String r = "";
              outer:
              for (int i = 0; ; i++) {
                inner:
                do {
                  try {
                    try {
                      r += i + await(soon("t"));
                      if (mode == 0 && i == 1) return done(r + log("r"));
                      if (mode == 1 && i == 1) break outer;
                      if (mode == 2 && i < 2) continue outer;
                      if (mode == 3 && i < 2) continue inner;
                      if (mode == 4 && i == 1) throw new IllegalStateException(await(soon("x")));
                      if (mode == 5 && i == 1) { synchronized (r) { r += "s"; continue outer; } }
                      if (i > 3) break outer;
                    } finally {
                      r += "f"; log(await(soon("f" + i)));
                      if (mode == 6 && i == 2) return done(r + await(soon("over")));
                      if (mode == 7 && i == 1) continue outer;
                    }
                  } catch (IllegalStateException e) {
                    r += e.getMessage() + await(soon("c")); if (mode == 4) break inner;
                  } finally {
                    r += "g"; log(await(stage("g" + i))); if (mode == 8 && i == 1) break outer;
                  }
                } while (await(soon(false)));
                r += ".";
              }
              return done(r);
            }
            @Async static Coroutine<Object> test() { String s = ""; for (int mode = 0; mode < 9; mode++) s += await(m(mode)) + logged() + "|"; return done(s); }
            """)
        .with("-Xlint:-finally")
        .behavesAsWritten();
  }

  @Test
  void resourcesThatAwait() {
    Program.of(
            """
            record R(String n) implements Closeable { R { log("+" + n); if (n.equals("bad")) throw new IllegalStateException("open"); } public void close() throws IOException { log("-" + n); if (n.startsWith("x")) throw new IOException(n); } }
            @Async static Coroutine<R> open(String n) { return done(new R(await(soon(n)))); }
            @Async static Coroutine<String> use(String a, String b) throws IOException {
              R outside = new R("o");
              try (outside; R one = await(open(a)); R nothing = await(soon((R) null)); R two = a.isEmpty() ? null : new R(await(soon(b)))) {
                if (b.equals("t")) throw new IllegalArgumentException(await(soon("body")));
                for (R each : new R[] {one, two}) { try (R again = each; R last = new R(each.n() + await(soon(1)))) { log(last.n()); if (b.equals("r")) return done("early" + await(soon(last))); } }
                return done(one.n() + await(soon(two.n())));
              } catch (IllegalArgumentException | IllegalStateException e) {
                return done(e.getMessage() + e.getSuppressed().length + await(soon("c")));
              } finally { log(await(soon("f"))); }
            }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (String[] p : new String[][] {{"a", "b"}, {"a", "t"}, {"xa", "xt"}, {"xa", "t"}, {"a", "bad"}, {"a", "r"}, {"xa", "b"}})
                try { s += await(use(p[0], p[1])); } catch (IOException e) { s += "io" + e.getMessage() + e.getSuppressed().length; } finally { s += logged() + "|"; }
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void compoundAssignmentsToArraysAndFields() {
    Program.of(
            """
            static int calls; static int i() { return calls++ & 1; } int field = 3; static long sf = 5; Integer boxed = 7; String text = "t";
            static P self(P p) { log("p"); return p; }
            @Async static Coroutine<Object> test() {
              int[] a = {10, 20}; long[][] b = {{1, 2}, {3, 4}}; String[] c = {"x", "y"}; byte[] d = {120, 1}; Integer[] e = {1, 2}; char[] g = {'a'}; P p = new P();
              int r1 = a[i()] += await(soon(5)); int r2 = a[i()]++ + await(soon(a[0]--)) + --a[await(soon(1))];
              long r3 = b[i()][await(soon(1))] <<= await(soon(3)); b[await(soon(1))][i()] ^= a[0] > 1 ? await(soon(6L)) : 0;
              c[i()] += await(soon("z")) + c[i()]; d[0] += await(soon(10)); d[1] >>>= await(soon(1)); e[i()] *= await(soon(4)); g[0] += await(soon(1));
              self(p).field -= await(soon(1)); p.boxed += await(soon(2)); self(p).text += await(soon("u")) + p.text; sf *= await(soon(3)); p.field = p.boxed = a[1] = await(soon(42));
              int x, y; x = y = await(soon(4)); int z = x++ + (y = await(soon(x))) * x-- - (x += await(soon(y)));
              try { ((int[]) null)[i()] += await(soon(1)); } catch (NullPointerException n) { log("npe"); }
              try { a[9] += await(soon(1)); } catch (ArrayIndexOutOfBoundsException n) { log("oob"); }
              try { Object[] os = new String[1]; os[0] = await(soon(1)); } catch (ArrayStoreException n) { log("store"); }
              return done(Arrays.toString(a) + Arrays.deepToString(b) + Arrays.toString(c) + Arrays.toString(d) + Arrays.toString(e) + g[0] + r1 + r2 + r3 + p.field + p.boxed + p.text + sf + x + y + z + calls + logged());
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void patternsInConditions() {
    Program.of(
            """
            record Pair(Object a, Object b) {}
            @Async static Coroutine<String> m(Object o) {
              if (!(await(soon(o)) instanceof String s) || s.length() < await(soon(2))) {
                if (o instanceof Integer n && n > await(soon(1)) && (await(soon(o)) instanceof Number m) && m.intValue() == n) return done("n" + n + m);
                while (!(o instanceof Long l && l > await(soon(3L)))) { if (o instanceof Long k) o = k + await(soon(1L)); else return done("?" + o); }
                return done("l" + l);
              }
              return done(o instanceof CharSequence cs && cs.length() > 3 ? s + await(soon(cs.length())) : await(soon(s)) + s);
            }
            @Async static Coroutine<Object> test() { String all = ""; for (Object o : new Object[] {"a", "ab", "abcd", 1, 5, 2L, 7L, 'c'}) all += await(m(o)) + " "; return done(all); }
            """)
        .behavesAsWritten();
    Program.of(
            """
            record Pair(Object a, Object b) {}
            @Async static Coroutine<Object> test() {
              String all = "";
              for (Object o : new Object[] {new Pair(1, "x"), new Pair(new Pair(2, 3L), "y"), new Pair("z", null), "q"}) {
                if (o instanceof Pair(Pair(Integer i, var l), String s) && i < await(soon(5))) all += i + "" + l + s + await(soon(i));
                else if (await(soon(o)) instanceof Pair(Integer i, String s) && await(soon(s)).equals("x")) all += s + i;
                else if (o instanceof Pair(var a, var b)) all += a + await(soon("-")) + b;
                else all += o;
              }
              return done(all);
            }
            """)
        .since(21)
        .behavesAsWritten();
  }

  @Test
  void lambdasAndLocalClassesThatCapture() {
    Program.of(
            """
            int f = 1;
            @Async Coroutine<String> m(int p, String q) {
              int before = await(soon(p)); String text = q + before;
              Supplier<String> one = () -> text + before + f + p;
              class Local { final int k; Local(int k) { this.k = k; } class Deep { String s() { return text + k + f + before; } @Async Coroutine<String> a() { return done(s() + await(soon(k + before))); } } @Async Coroutine<String> go(int d) { if (d == 0) return new Deep().a(); return done(await(new Local(k + await(soon(1))).go(d - 1)) + text); } }
              String r = await(new Local(await(soon(2))).go(2)) + one.get();
              List<Supplier<String>> all = new ArrayList<>();
              for (int i = 0; i < 3; i++) { int j = i * await(soon(10)); String t = await(soon("" + j)); all.add(() -> t + j + this.f + text); f += await(soon(1)); }
              for (Supplier<String> s : all) r += s.get() + await(soon(","));
              Function<Integer, Function<String, String>> curried = a -> b -> a + b + before + await0();
              r += curried.apply(await(soon(8))).apply(await(soon("w")));
              Object anonymous = new Object() { int n = before + f; { n += p; } @Override public String toString() { return "anon" + n + text; } };
              var v = new Object() { int count; String name = text; int next() { return ++count; } };
              v.next(); await(soon(v)); v.count += await(soon(v.next()));
              return done(r + await(soon(anonymous)) + v.count + v.name + v.next());
            }
            static String await0() { return "w0"; }
            @Async static Coroutine<Object> test() { return done(await(new P().m(3, "q"))); }
            """)
        .behavesAsWritten();
  }

  @Test
  void innerClassesOfOtherObjects() {
    Program.of(
            """
            String name = "p"; class Inner { final Object a; final long b; Inner(Object a, long b) { this.a = a; this.b = b; log(name); } class Deeper { final String s; Deeper(String... s) { this.s = a + String.join("", s) + name; } } }
            P named(String n) { name = n; return this; }
            @Async static Coroutine<P> later(String n) { return done(new P().named(await(soon(n)))); }
            @Async static Coroutine<Object> test() {
              String r = await(later("a")).new Inner(await(soon("x")), await(soon(2L))).new Deeper(await(soon("y")), "z", await(stage("w"))).s;
              P none = null;
              try { none.new Inner(log("never"), await(soon(1L))); } catch (NullPointerException e) { r += "npe" + logged(); }
              var i = new P().named("q").new Inner(new P().named("r").new Inner(await(soon(1)), 2).b, await(later("s")).name.length()) { @Override public String toString() { return a + "!" + b + super.a; } };
              return done(r + i + logged());
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void genericMethodsWithIntersectionsAndCaptures() {
    Program.of(
            """
            static <T extends Comparable<T> & CharSequence> T max(T a, T b) { return a.compareTo(b) > 0 ? a : b; }
            @Async static <T extends Comparable<T> & CharSequence> Coroutine<T> longest(List<? extends T> all) { T best = null; for (T t : all) { T next = await(soon(t)); if (best == null || next.length() > await(soon(best)).length()) best = max(next, t); } return done(best); }
            @Async static <N extends Number & Comparable<? super N>> Coroutine<Double> sum(Iterable<N> all) { double d = 0; for (N n : all) { N m = await(soon(n)); d += m.doubleValue() * (m.compareTo(n) + 1); } return done(d); }
            @Async static <K, V extends Collection<? super K>> Coroutine<Map<K, V>> group(Map<K, V> m, K k, Supplier<V> s) { m.computeIfAbsent(await(soon(k)), x -> s.get()).add(await(soon(k))); return done(m); }
            @Async static Coroutine<Object> test() {
              List<?> wild = List.of(1, "b", 'c'); Object first = await(soon(wild)).get(0);
              var mixed = await(soon(true)) ? List.of(1) : Set.of("s"); int size = mixed.size() + await(soon(mixed)).size();
              var either = size > 1 ? 1 : "s"; Comparable<?> c = await(soon(either));
              Map<String, List<Object>> m = new TreeMap<>(); await(group(m, "k", ArrayList::new)); await(group(m, "k", LinkedList::new));
              return done(await(longest(List.of("a", "ccc", "bb"))) + await(sum(List.of(1, 2))) + first + size + c + either + m + max(await(soon("a")), await(soon("b"))));
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void methodsOfInterfaces() {
    Program.of(
            """
            interface A { String n(); private String p(int i) { return n() + i; } private static int s(int i) { return i * 2; } @Async default Coroutine<String> d(int i) { int k = await(soon(i)); return done(p(k) + s(await(soon(k))) + await(q("x"))); } @Async private Coroutine<String> q(String x) { return done(x + n() + await(soon(p(1)))); } @Async static Coroutine<Integer> t(int... i) { int r = 0; for (int j : i) r += await(soon(j)); return done(r); } }
            interface B extends A { @Override @Async default Coroutine<String> d(int i) { return done("B" + await(A.super.d(i + await(soon(1))))); } }
            record Rec(String n, int... more) implements A, B { Rec { n = n + "!"; } @Async static Coroutine<Rec> of(String s) { return done(new Rec(await(soon(s)), await(soon(1)), 2, await(soon(3)))); } @Override @Async public Coroutine<String> d(int i) { return done(n + await(B.super.d(i)) + more.length + await(soon(more[await(soon(2))]))); } }
            @Async static Coroutine<Object> test() { A lambda = () -> "lam"; return done(await(await(Rec.of("r")).d(1)) + await(lambda.d(5)) + await(A.t(1, await(A.t()), await(soon(4)))) + await(((B) () -> "b").d(2))); }
            """)
        .behavesAsWritten();
  }

  @Test
  void switchExpressionsAmongArguments() {
    Program.of(
            """
            static String all(Object... o) { return Arrays.deepToString(o); }
            @Async static Coroutine<Object> test() {
              String r = "";
              for (int i = 0; i < 4; i++) {
                int j = i;
                r += all(i, await(soon("a")), switch (i) { case 0 -> { try { if (await(soon(j)) == 0) yield await(soon("zero")); yield 1; } finally { log(await(soon("f"))); } } case 1 -> switch (await(soon("in"))) { case "in" -> { for (int k = 0; ; k++) { if (await(soon(k)) == 3) yield k * 1L; } } default -> 0L; }; case 2 -> { String t; try { t = await(fail(new IllegalStateException("e"))); } catch (IllegalStateException e) { t = e.getMessage() + await(soon("c")); } yield t + logged(); } default -> await(soon(j > 2)) ? null : 'x'; }, new int[] {i, await(soon(i))}, 2.5 * switch (await(soon(i & 1))) { case 0 -> await(soon(2)); default -> 3f; });
                r += new StringBuilder("b").append(i).append((double) switch (await(soon(i))) { case 1, 2 -> await(soon(1.5)); default -> { double d = await(soon(2.0)); yield d + i; } }).insert(0, await(soon("i")));
              }
              return done(r);
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void assertionsAndThrownAwaits() {
    Program.of(
            """
            @Async static Coroutine<Object> test() {
              String r = ""; int n = 0;
              assert await(soon(true)) : "never" + await(soon(1));
              try { assert await(soon(n)) > 0 : await(soon("m")) + n++; r += "off"; } catch (AssertionError e) { r += "on" + e.getMessage() + n; }
              try { throw await(soon(n > 0 ? new IOException("io") : new IllegalStateException("is"))); } catch (IOException e) { r += e.getMessage(); } catch (Exception e) { r += "!" + e.getMessage(); }
              try { throw new Error("e" + await(soon(1)), await(soon(new RuntimeException("cause")))); } catch (Error e) { r += e.getMessage() + e.getCause().getMessage(); }
              try { Object o = await(soon("s")); Integer i = (Integer) o; r += i; } catch (ClassCastException e) { r += "cce"; }
              try { int i = await(soon((Integer) null)); r += i; } catch (NullPointerException e) { r += "npe"; }
              try { List<Integer> raw = (List<Integer>) (List) List.of("str"); int i = await(soon(raw)).get(0) + await(soon(1)); } catch (ClassCastException e) { r += "cce2"; }
              return done(r);
            }
            """)
        .with("-Xlint:-unchecked")
        .behavesAsWritten();
  }

  @Test
  void veryDeepExpressions() {
    StringBuilder sum = new StringBuilder("await(soon(1))");
    StringBuilder calls = new StringBuilder("await(soon(0L))");
    StringBuilder objects = new StringBuilder("await(soon(\"o\"))");
    StringBuilder conditions = new StringBuilder("await(soon(9))");
    for (int n = 0; n < 24; n++) {
      sum.insert(0, n % 3 == 0 ? "(n + " : n % 3 == 1 ? "(2 * " : "(d - ").append(")");
      calls.insert(0, "f(" + n + ", 1.5, \"s\", ").append(", await(soon(" + n + ")))");
      objects.insert(0, "new Box(" + n + "L, ").append(")");
      conditions.insert(0, "(await(soon(" + n + ")) > 50 ? " + n + " : ").append(")");
    }
    Program.of(
            """
            static long f(int a, double b, String c, long d, int e) { return a + (long) b + c.length() + d - e; }
            static final class Box { final long n; final Object c; Box(long n, Object c) { this.n = n; this.c = c; } @Override public String toString() { return n + "(" + c; } }
            @Async static Coroutine<Object> test() { int n = 3; double d = 0.5; return done(SUM + "/" + CALLS + OBJECTS + CONDITIONS); }
            """
                .replace("SUM", sum)
                .replace("CALLS", calls)
                .replace("OBJECTS", objects)
                .replace("CONDITIONS", conditions))
        .behavesAsWritten();
  }

  @Test
  void overloadsBridgesAndCovariance() {
    Program.of(
            """
            interface G<T, R extends Awaitable<T>> { R get(T t); }
            static abstract class Up<T> implements G<T, Coroutine<T>> { @Async protected Coroutine<Object> x(Object o) { return done("o" + await(soon(o))); } @Async Coroutine<Object> x(String s) { return done("s" + await(x((Object) s))); } @Async Coroutine<Object> x(int i, long... l) { return done(i + l.length + "" + await(x("v" + await(soon(i))))); } }
            static class Down extends Up<String> { @Override @Async public Coroutine<String> get(String t) { return done(t + await(soon("g")) + await(super.x(1, 2L, await(soon(3L))))); } @Override protected Coroutine<Object> x(Object o) { return super.x("[" + o + "]".concat("")) ; } }
            static class Plain extends Up<Integer> { @Override public Coroutine<Integer> get(Integer t) { return done(t + 1); } @Override @Async Coroutine<Object> x(String s) { return done("p" + await(super.x(s)) + await(soon(1))); } }
            @Async static Coroutine<Object> test() { G<String, Coroutine<String>> g = new Down(); Up<?> u = new Plain(); String r = ""; try { r += await(g.get("t")); } catch (StackOverflowError e) { r += "so"; } return done(r + await(u.x("w")) + await(new Plain().get(await(soon(4)))) + await(u.x((Object) null))); }
            """
                .replace(
                    "return super.x(\"[\" + o + \"]\".concat(\"\")) ;",
                    "return super.x((Object) (\"[\" + o + \"]\"));"))
        .behavesAsWritten();
  }

  @Test
  void parametersOfEverySortThatAreAssigned() {
    Program.of(
            """
            @Async static <T> Coroutine<String> m(byte a, long b, char c, double d, short e, float f, boolean g, T h, int[] i, long... j) {
              a += await(soon(1)); b -= a; c++; d /= await(soon(2.0)); e ^= 3; f = -f; g = !g & await(soon(true)); h = await(soon(h)); i = i.clone(); i[0] += await(soon(7)); j = await(soon(j)); j[0]++;
              for (; b < 100; b += await(soon(60L))) { c += 2; d = d * 2 + (g ? await(soon(1)) : 0); }
              return done(a + "," + b + c + d + e + f + g + h + i[0] + j.length + j[0]);
            }
            @Async Coroutine<String> n(final long b, String unused, double d, String s) { long x = b; await(soon(x)); s = s + d; return done(s + await(soon(x)) + this.getClass().getSimpleName() + b); }
            @Async static Coroutine<Object> test() { return done(await(m((byte) 127, 5L, 'a', 3.5, (short) 9, 1.5f, false, "h", new int[] {1}, 4L, 5L)) + await(new P().n(9L, "u", 0.1, "s"))); }
            """)
        .behavesAsWritten();
  }

  @Test
  void slotsThatAreUsedAgainByOtherTypes() {
    Program.of(
            """
            @Async static Coroutine<Object> test() {
              String r = "";
              for (int k = 0; k < 3; k++) {
                { long a = await(soon(5L)); double b = a; r += b + await(soon(a)); }
                { String a = await(soon("x")); int b = a.length(); float c = await(soon(1f)); r += a + b + c; }
                { Object[] a = {await(soon(1)), k}; for (Object o : a) { long w = k; r += o + "" + (w + await(soon(w))); } for (char q : "ab".toCharArray()) { boolean t = q == 'a'; r += await(soon(q)) + "" + t; } }
                try { double a = await(soon(k)) == 1 ? await(fail(new IllegalStateException("z"))) : 2.0; r += a; } catch (IllegalStateException e) { byte b = (byte) (int) await(soon(300)); r += e.getMessage() + b; }
                int x; if (k > 0) { x = await(soon(k)); r += x; } else { String y = await(soon("y")); x = y.length(); } r += x + await(soon(0));
                Object n = null; if (k == 1) n = await(soon(n)); else n = k == 2 ? await(soon((Object) "nn")) : n; r += n + await(soon("."));
              }
              return done(r);
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void initializationInTheOrderOfTheSource() {
    Program.of(
            """
            static class K { static { log("K"); } K(Object a, Object b) { log("k" + a + b); } }
            static class F { static { log("F"); if (true) throw new IllegalStateException("static"); } F(Object a) { } }
            static class L extends K { static { log("L"); } static Object arg(Object o) { log("arg"); return o; } L(Object o) { super(arg(o), "l"); } }
            static class S { static int v = log(3); static int[] a = {1, 2}; }
            @Async static Coroutine<Object> test() {
              new K(log("1"), await(after(() -> log("2"), "3")));
              try { new F(log(await(soon("never")))); } catch (ExceptionInInitializerError e) { log("EI"); }
              try { new F(log(await(soon("never")))); } catch (NoClassDefFoundError e) { log("NC"); }
              new L(new L(await(soon("in"))) == null ? 1 : await(soon("out")));
              S.a[await(soon(0))] += S.v + await(soon(1)); S.v += await(soon(S.a[0]));
              return done(S.a[0] + S.v + logged());
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void loopsThatLeaveOperandsBehind() {
    Program.of(
            """
            static class Stop extends RuntimeException { Stop(Object o) { super(String.valueOf(o)); } }
            @Async static Coroutine<Object> test() {
              StringBuilder b = new StringBuilder(); int n = 0;
              try { while (true) b.append("x").append(n).append(switch (await(soon(n++))) { case 3 -> throw new Stop(await(soon(n))); case 1 -> { while (true) { if (await(soon(true))) yield "one"; } } default -> n; }); } catch (Stop s) { b.append(s.getMessage()).append(await(soon("!"))); }
              int total = 100 - await(soon(1)) * b.append("y").length() + (b.length() > 3 ? await(soon(b.length())) : 0);
              String joined = String.join("-", b, await(soon("j")), String.valueOf((Object) (n > 2 ? await(soon(n)) : "never")), b.append(await(soon("z"))));
              for (int i = 0, j = await(soon(5)); i < await(soon(j)); i += await(soon(2)), j -= i % 2 == 0 ? await(soon(1)) : 0) { if (i == 2) continue; b.append(i).append(j); }
              return done(joined + total + b);
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void unnamedVariablesAndPatterns() {
    Program.of(
            """
            record Pair(Object a, Object b) {}
            @Async static Coroutine<Object> test() {
              String r = ""; int _ = await(soon(1));
              for (var _ : List.of(1, 2)) r += await(soon("l"));
              try { int _ = await(soon(2)); Object _ = await(fail(new IllegalStateException())); } catch (IllegalStateException _) { r += await(soon("c")); }
              try (Closeable _ = () -> log("closed")) { r += await(soon("t")); } catch (IOException _) { }
              for (Object o : new Object[] {new Pair(1, 2), new Pair("s", 3), 4L})
                r += switch (o) { case Pair(Integer i, _) when await(soon(i)) == 1 -> "i" + await(soon(i)); case Pair(String _, Integer _), Long _ when await(soon(true)) -> "p"; default -> "d"; };
              BiFunction<Integer, Integer, String> f = (a, _) -> "f" + a; r += f.apply(await(soon(1)), await(soon(2)));
              return done(r + logged());
            }
            """)
        .since(22)
        .behavesAsWritten();
  }

  @Test
  void flexibleConstructorsAndOddClasses() {
    Program.of(
            """
            static class V { final String s; V(int i) { this("v" + i, i > 1); } private V(String s, boolean b) { this.s = s + b; } static V of(Object o) { return new V(o.hashCode() & 3); } }
            static class W extends V { final int[] a = {1, 2, 3}; int i = 0; W() { super(2); } int next() { return a[i++]; } @Async Coroutine<Integer> sum() { return done(next() + await(soon(next())) * (a[0] = await(soon(next()))) + a[0] + super.s.length() + W.this.i); } }
            static volatile long vol = 3; static final int[][][] CUBE = new int[2][3][]; transient int tr = 1;
            @Async static Coroutine<Object> test() {
              CUBE[await(soon(1))][await(soon(2))] = new int[await(soon(4))]; CUBE[1][2][3] = await(soon(5)); long[][] made = new long[await(soon(2))][await(soon(3))]; made[1][2] = vol++ + await(soon(vol)); vol = -vol;
              Class<?> k = await(soon(true)) ? int[].class : void.class; Runnable r = await(soon(new W()))::next; r.run(); Supplier<W> ctor = W::new; IntFunction<int[]> arr = int[]::new;
              char c = 'x'; c += 1; switch (c) { case 'y': c = (char) (c + await(soon(1))); } final int CONST = 3; int got = switch (await(soon(3))) { case CONST -> CONST * await(soon(2)); default -> -1; };
              strange: { if (await(soon(got)) > 0) break strange; got = 99; }
              ;;; { } if (await(soon(false))) ; else got ^= ~await(soon(got)); synchronized (k) { got++; }
              return done(CUBE[1][2][3] + made[1].length + made[1][2] + "" + vol + k + await(ctor.get().sum()) + arr.apply(await(soon(2))).length + c + got + V.of(await(soon(1))).s + (await(soon(1)) == 1 ^ await(soon(true)) | await(soon(false)) & true) + (5 & await(soon(6)) | 8) + (-await(soon(3)) >>> 28) + (byte) (int) await(soon(511)));
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void exceptionsOfEverySort() {
    Program.of(
            """
            static class Chk extends Exception { Chk(String s) { super(s); } } static <X extends Throwable> void sneaky(Throwable t) throws X { throw (X) t; }
            @Async static <X extends Exception> Coroutine<String> gen(X x) throws X { try { if (await(soon(x)) != null) throw x; return done("none"); } finally { log(await(soon("g"))); } }
            @Async static Coroutine<String> rethrow(int k) throws Chk, IOException { try { switch (k) { case 0: throw new Chk("c"); case 1: throw new IOException("i"); case 2: await(fail(new Chk("f"))); case 3: P.<RuntimeException>sneaky(new Chk("s")); default: return done("ok" + await(soon(k))); } } catch (final Exception e) { log(e.getMessage()); if (await(soon(k)) == 9) return done("nine"); throw e; } }
            @Async static Coroutine<Object> test() {
              String r = "";
              for (int k = 0; k < 5; k++) { try { r += await(rethrow(k)); } catch (Chk | IOException e) { r += e.getMessage() + k; Throwable kept = e; r += await(soon(kept.getMessage())); } }
              try { r += await(gen(new Chk("gg"))); } catch (Chk e) { r += e.getMessage(); } r += await(gen((RuntimeException) null));
              try { try { throw new IllegalStateException("one"); } finally { try { await(fail(new IllegalArgumentException("two"))); } catch (IllegalArgumentException e) { r += e.getMessage(); } } } catch (IllegalStateException e) { r += e.getMessage() + await(soon(1)); }
              Throwable t = null; try { if (await(soon(1)) == 1) throw new StackOverflowError("so"); } catch (VirtualMachineError e) { t = e; } finally { r += t == null ? "null" : t.getMessage(); }
              for (int i = 0; i < 3; i++) try { if (i == 1) continue; if (await(soon(i)) == 2) break; r += "b" + i; } catch (Throwable e) { r += "never"; } finally { r += "f" + await(soon(i)); }
              return done(r + logged());
            }
            """)
        .with("-Xlint:-unchecked")
        .behavesAsWritten();
  }

  @Test
  void concatenationInline() {
    String source =
        """
        @Async static Coroutine<Object> test() { String s = "s"; String[] a = {"a", null}; char[] c = {'c'}; int i = 0;
          s += 1 + await(soon(2)) + "x" + await(soon('c')) + 1L + await(soon(2.5f)) + null + a[i++] + await(soon(a[i])) + (s += await(soon("t"))) + s + true;
          a[i] += i-- + await(soon("u")) + a[i]; return done(s + a[0] + a[1] + c[0] + await(soon((Object) null))); }
        """;
    Program.of(source).behavesAsWritten();
    Program.of(source).with("-XDstringConcat=inline").behavesAsWritten();
    Program.of(source).with("-XDstringConcat=indy").behavesAsWritten();
  }
}
