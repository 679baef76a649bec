package dev.weft.weaver.run;

import org.junit.jupiter.api.Test;

/**
 * Shapes that other compilers of suspendable code got wrong, several to a program because compiling
 * is what costs: of C#, Kotlin, EA Async, Tascalate, Hack and Golo, and their like for direct
 * calls.
 */
class PeersBugsTest {
  @Test
  void operandsAndCompoundAssignments() {
    Program.of(
            """
            static class Cell { int x = 1; long l = 1L << 40; byte b = 100; char c = 'a'; double d = 8; boolean z; String s = "s"; Cell next; }
            static Cell cell = new Cell();
            static int calls;
            @Async static Coroutine<Integer> bump(int n) { calls++; cell.x += 100; cell.l++; cell.s += "!"; return done(await(soon(n))); }
            @Async static Coroutine<Integer> plain(int n) { calls++; return done(n); }

            // The element is there before the value is asked for, or it is not and nobody is asked.
            @Async static Coroutine<String> outside() {
              Cell[] cells = new Cell[2];
              String all = "";
              try { cells[30].x = await(plain(7)); } catch (ArrayIndexOutOfBoundsException e) { all += "a" + calls; }
              try { cells[1].x = await(plain(7)); } catch (NullPointerException e) { all += "b" + calls; }
              try { cells[1].x += await(plain(7)); } catch (NullPointerException e) { all += "c" + calls; }
              int[] ints = new int[1];
              try { ints[5] = await(plain(7)); } catch (ArrayIndexOutOfBoundsException e) { all += "d" + calls; }
              try { ints[5] += await(plain(7)); } catch (ArrayIndexOutOfBoundsException e) { all += "e" + calls; }
              try { ((int[]) null)[await(plain(0))] = await(plain(7)); } catch (NullPointerException e) { all += "f" + calls; }
              try { Object[] strings = new String[1]; strings[0] = await(plain(7)); } catch (ArrayStoreException e) { all += "g" + calls; }
              try { int[][] n = new int[await(plain(2))][-await(plain(1))]; all += n.length; } catch (NegativeArraySizeException e) { all += "h" + calls; }
              return done(all);
            }
            // What stands on the left is read before the right side changes it.
            @Async static Coroutine<String> left() {
              cell.x >>= await(bump(1)); cell.l >>>= await(bump(3)); cell.b <<= await(bump(2)); cell.c += await(bump(1)); cell.d /= await(bump(2));
              cell.z |= await(bump(1)) > 0; cell.s += await(bump(4)) + cell.s; cell.x = cell.x++ + await(bump(1)) + cell.x--;
              cell.next = cell; cell.next.next.x -= await(bump(5)) * cell.x;
              Integer boxed = 5; boxed += await(bump(1)); boxed++; boxed = boxed-- - await(bump(1));
              boolean[] z = {true, false}; int i = 0; z[i++] &= await(bump(i)) > 5; z[i] ^= await(soon(true)) | z[0];
              byte[] b = {127}; b[0]++; b[0] >>>= await(bump(1)); char[] c = {'x'}; c[i - 1] += (char) (int) await(bump(1)); short[] s = {1}; s[0] *= await(bump(300));
              float f = 0.5f; f %= await(soon(0.2)); long w = 1; w <<= await(soon(33L)); w ^= await(bump(1)) == 1 ? await(soon(-1L)) : 0;
              return done("" + cell.x + cell.l + cell.b + (int) cell.c + cell.d + cell.z + cell.s + boxed + z[0] + z[1] + b[0] + c[0] + s[0] + f + w);
            }
            static class Pair { final String s; Pair(Object a, Object b) { s = a + "/" + b; } Pair(long a, Pair b, double... d) { s = a + b.s + d.length; } @Override public String toString() { return s; } }
            @Async static Coroutine<String> half() {
              return done(new Pair(await(bump(1)), new Pair(new Pair(await(plain(2)), new int[] {await(plain(3))}.length), await(bump(4))), await(plain(5)), 6.5, await(soon(7.5))).s
                  + new StringBuilder("x" + await(plain(8))).insert(await(plain(1)), new Object[] {await(soon("y")), null}[await(plain(0))]).length()
                  + new int[await(plain(2))][await(plain(1))][].length + new String[][] {{await(soon("p"))}, {}}[0][0]);
            }
            @Async static Coroutine<String> comparisons() {
              Long one = null; String all = "";
              try { all += await(soon(5L)) == await(soon(one)).longValue(); } catch (NullPointerException e) { all += "n"; }
              try { int i = calls > 0 ? await(soon((Integer) null)) : 0; all += i; } catch (NullPointerException e) { all += "m"; }
              Integer i = calls > 0 ? await(soon((Integer) null)) : Integer.valueOf(0); all += i;
              all += (await(soon(1.0)) > await(soon(Double.NaN))) + "" + !(await(soon(1.0f)) <= await(soon(Float.NaN))) + (await(soon('a')) < await(soon(98)));
              all += await(soon(200)).equals(await(soon(200))) + "" + (await(soon("q")) != null ? 1 : 'c') + (calls > 0 ? await(soon(1)) : 2.5);
              return done(all);
            }
            @Async static Coroutine<Object> test() { calls = 0; cell = new Cell(); return done(await(outside()) + await(left()) + await(half()) + await(comparisons()) + calls); }
            """)
        .behavesAsWritten();
  }

  @Test
  void loopsAndHandlers() {
    Program.of(
            """
            static int n;
            // The first instruction is jumped to.
            @Async static Coroutine<Integer> atOnce() { do { if (await(soon(n++)) > 3) return done(n); } while (true); }
            @Async static Coroutine<Integer> forever() { while (true) { try { if (await(soon(++n)) > 9) return done(n); continue; } finally { n++; } } }
            @Async static Coroutine<Integer> guarded() { for (;;) try { if (n++ > 15) throw new IllegalStateException("" + await(soon(n))); } catch (IllegalStateException e) { return done(n + e.getMessage().length()); } }
            // Variables that are null, or not yet set, where the await is.
            @Async static Coroutine<String> unset() {
              String first = null; int number = 1; Object[] array = null; long wide; String late; final int chosen;
              String got = await(soon("g")) + number;
              if (number > 0) { wide = 5; late = "l"; chosen = await(soon(3)); } else { wide = await(soon(6L)); late = await(soon("m")); chosen = 4; }
              if (array == null) { array = new Object[] {first, await(soon(wide))}; }
              return done(first + got + array[1] + wide + late + chosen);
            }
            static final class Model { final Integer number; Model(Integer number) { this.number = number; } }
            static Awaitable<Model[]> models() { return soon(new Model[] {new Model(1), new Model(2)}); }
            @Async static Coroutine<String> elements() {
              Model[] all = await(models()); String s = "";
              for (Model model : all) { s += ":" + await(soon(model.number)); s += model.number.doubleValue(); }
              try { String[] words = {"hello", "world"}; for (String word : words) { } for (String word : words) { s += await(soon(word)); } } catch (Exception e) { s += e; }
              for (Map.Entry<String, List<int[]>> entry : Map.of("k", List.of(new int[] {1, 2})).entrySet()) for (int[] row : entry.getValue()) for (int cell : row) s += await(soon(entry.getKey())) + cell;
              return done(s);
            }
            @Async static Coroutine<String> handlers() {
              String s = "";
              try { throw new Exception("one"); } catch (Exception e) { Exception kept = e; Supplier<String> seen = () -> kept.getMessage(); s += await(soon(seen)).get(); e = new Exception("two"); s += await(soon(e)).getMessage(); }
              try { try { await(fail(new UncheckedIOException(new IOException("io")))); } finally { try { s += await(soon("f")); throw new Error("inner"); } catch (Error e) { s += e.getMessage() + await(soon("!")); } } }
              catch (UncheckedIOException | IllegalStateException e) { s += e.getCause().getMessage() + await(soon(e.getClass().getSimpleName().length())); }
              outer:
              for (int i = 0; i < 4; i++) {
                try { if (i == 1) continue outer; if (i == 2) break outer; s += await(soon(i)); }
                finally { s += "<" + i; for (int j = 0; j < 3; j++) { try { if (await(soon(j)) == 1) continue; s += j; } finally { s += "," + await(soon("")); } } if (i == 2) continue outer; s += ">"; }
              }
              return done(s);
            }
            @SuppressWarnings("finally") @Async static Coroutine<String> overruled() { try { throw new IllegalStateException("lost"); } finally { if (await(soon(true))) return done("kept" + await(soon(1))); } }
            @SuppressWarnings("finally") @Async static Coroutine<String> both(boolean b) { try { if (b) return done("try" + await(soon(1))); throw new RuntimeException("x"); } catch (RuntimeException e) { return done("catch" + await(soon(e.getMessage()))); } finally { n += await(soon(1)); } }
            @Async static Coroutine<String> updates() {
              String s = "";
              for (int i = await(soon(0)), j = await(soon(9)); i < await(soon(j)) && j > 2; i += await(soon(2)), j -= await(soon(1))) s += i + "" + j;
              int k = 5; while (k-- > await(soon(1))) if (await(soon(k)) == 3) ; else s += k;
              do s += "d"; while (await(soon(s)).length() < 12);
              return done(s);
            }
            @Async static Coroutine<Object> test() { n = 0; return done("" + await(atOnce()) + await(forever()) + await(guarded()) + await(unset()) + await(elements()) + await(handlers()) + await(overruled()) + await(both(true)) + await(both(false)) + await(updates()) + n); }
            """)
        .behavesAsWritten();
  }

  @Test
  void typesThatMeet() {
    Program.of(
            """
            interface Named { default String name() { return "n"; } } interface Aged { int age(); }
            static class A implements Named, Aged, java.io.Serializable { public int age() { return 1; } } static class B implements Named, Aged, java.io.Serializable { public int age() { return 2; } @Override public String name() { return "b"; } }
            @Async static Coroutine<String> meet(boolean c) {
              var either = c ? new A() : new B(); var mixed = c ? Integer.valueOf(1) : "text"; var arrays = c ? new Integer[] {1} : new String[] {"s", "t"}; var lists = c ? new ArrayList<String>() : new LinkedList<Integer>();
              Named named = c ? await(soon(new A())) : await(soon(new B()));
              await(soon(0));
              String s = either.name() + either.age() + mixed + arrays.length + lists.size() + named.name();
              Comparable<?> comparable = c ? 1L : 'c'; Runnable run = c ? () -> n++ : PeersStatic::tick; Class<?> type = c ? int[].class : P.class;
              await(soon(0)); run.run();
              return done(s + comparable + type.getSimpleName() + await(soon(n)));
            }
            static int n; static class PeersStatic { static void tick() { n += 10; } }
            @Async static <T extends Comparable<T> & java.io.Serializable> Coroutine<T> max(List<? extends T> all) { T best = null; for (T each : all) { T next = await(soon(each)); if (best == null || next.compareTo(best) > 0) best = next; } return done(best); }
            @Async static <K, V extends K> Coroutine<Map<K, List<? super V>>> maps(K k, V... vs) { Map<K, List<? super V>> map = new TreeMap<>(); List<? super V> list = new ArrayList<>(); for (V v : vs) { list.add(await(soon(v))); } map.put(await(soon(k)), list); return done(map); }
            @Async static Coroutine<String> scopes(Object o) {
              String s = "";
              while (!(await(soon(o)) instanceof String text)) { o = o instanceof Integer i && await(soon(i)) > 0 ? (Object) (i - 1) : "end" + await(soon(s)); s += "."; }
              { long reused = await(soon(1L)); s += reused; } { String reused = await(soon("r")); s += reused; } { double reused = 2; await(soon(0)); s += reused; }
              record Local(String a, int b) { Local { a = a + b; } static Local of(int b) { return new Local("q", b); } } enum Kind { X, Y } interface Fn { String of(int i); }
              String captured = s; Fn fn = i -> captured + i + text; await(soon(0));
              return done(s + text + Local.of(await(soon(4))) + Kind.values()[await(soon(1))] + fn.of(await(soon(5))) + new Object() { int x = captured.length(); String show() { return "anon" + x; } }.show());
            }
            @Async static Coroutine<String> words(String word) {
              String s = "";
              switch (await(soon(word))) { case "Aa": s += await(soon(1)); case "BB": s += await(soon(2)); break; default: s += await(soon(3)); case "C": { s += await(soon("c")); } }
              s += switch (await(soon(word)).length()) { case 1 -> await(soon("one")); case 2 -> { String t = "t"; for (int i = 0; i < 2; i++) { if (await(soon(i)) == 1) break; t += i; } yield t + await(soon("two")); } default -> throw new IllegalStateException(await(soon("none"))); };
              return done(s);
            }
            @Async static Coroutine<Object> test() {
              n = 0; String s = await(meet(true)) + await(meet(false)) + await(max(List.of(3, 9, 4))) + await(maps("k", "v", "w")) + await(scopes(2));
              for (String w : new String[] {"Aa", "BB", "C", "dd", ""}) try { s += await(words(w)) + "|"; } catch (IllegalStateException e) { s += e.getMessage(); }
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  @Test
  void callsOfTheSameClass() {
    Program.of(
            """
            String name = "p"; static int made; static P make(String s) { made++; P p = new P(); p.name = s; return p; }
            @Async static Coroutine<Boolean> even(int n, String path) { return n == 0 ? done(await(soon(true))) : done(await(odd(n - 1, path + "e"))); }
            @Async static Coroutine<Boolean> odd(int n, String path) { if (n == 0) return done(false); boolean b = await(even(n - 1, path + "o")); return done(b && path.length() >= 0); }
            @Async static Coroutine<Long> sum(int n, long total, double half) { return n == 0 ? done(total + (long) half) : sum(n - 1, total + n, half + 0.5); }
            @Async Coroutine<String> join(String a, long b, String... more) { String s = name + a + b + more.length; for (String m : more) s += await(soon(m)); return done(s); }
            @Async static Coroutine<Void> nothing(int n) { if (n > 0) { await(nothing(n - 1)); await(soon(n)); } return done(); }
            @Async static Coroutine<Void> sleepy() { for (int i = 0; i < 2; i++) await(soon(i)); return done(null); }
            @Async static Coroutine<Integer> twice(int n) { return done(2 * await(soon(n))); }
            @Async static <T> Coroutine<T> same(T t) { return done(t); }
            @Async static Coroutine<int[]> wide(long a, double b, long c, double d, int e, float f, byte g, char h, short i, boolean j) { await(soon(0)); return done(new int[] {(int) (a + b), (int) (c + d), e, (int) f, g, h, i, j ? 1 : 0}); }
            @Async static Coroutine<Integer> fails(int n) throws Exception { if (n == 0) throw new Exception("zero"); int got = await(soon(n)); if (got == 1) throw new java.io.IOException("one"); try { return done(await(fails(n - 2)) + got); } finally { made += await(soon(10)); } }
            @Async static Coroutine<Integer> swallow(int n) { try { return fails(n); } catch (Exception e) { return done(e.getMessage().length() + await(twice(n))); } }
            @Async Coroutine<String> chain(int n) { return done(n == 0 ? name : await(make(name + n).chain(await(twice(n)) / 2 - 1)) + name.length()); }
            static class Sub extends P { @Override @Async Coroutine<String> join(String a, long b, String... more) { return done("(" + await(super.join(a + a, b + 1, more)) + ")" + await(this.up(more.length))); } @Async private Coroutine<Integer> up(int n) { return done(n > 3 ? n : await(up(n + 1)) + await(soon(1))); } }
            record Box(int a, String b) { @Async Coroutine<Box> grow(int n) { return n == 0 ? done(this) : new Box(a + await(soon(n)), b + n).grow(n - 1); } }
            enum Op { ADD { @Override @Async Coroutine<Integer> of(int a) { return done(a + await(base(a))); } }, TWICE; @Async Coroutine<Integer> of(int a) { return done(await(base(a)) * 2); } @Async Coroutine<Integer> base(int a) { return done(await(soon(a)) + ordinal()); } }
            @Async static Coroutine<Object> test() {
              made = 0; P p = make("q"), sub = new Sub(); String s = "";
              s += await(even(301, "")) + "" + await(odd(150, "x")) + await(sum(400, 1L, 1)) + await(nothing(130)) + await(sleepy());
              s += await(make("r").join(await(same("a")), await(twice(await(twice(await(twice(3)))))), await(same("m")), await(soon("n")))) + await(sub.join("z", 7)) + await(p.join("y", await(soon(1L)), (String[]) null == null ? new String[] {"v"} : null));
              int[] w = await(wide(1L, await(soon(2.5)), 3, 4, await(twice(5)), 6, (byte) 7, await(soon('h')), (short) 9, await(even(2, "")))); for (int i : w) s += i + ",";
              for (int i = 0; i < 5; i++) s += await(swallow(i)) + ";";
              s += await(p.chain(5)) + await(new Box(1, "b").grow(3)) + await(Op.ADD.of(4)) + await(Op.TWICE.of(await(Op.ADD.of(1))));
              s += new StringBuilder(await(same("sb"))).append(await(twice(1))).append(new Object[] {await(same(1)), await(same(null))}.length).append(await(same(5L)) + await(same(2.5)));
              await(same("dropped")); await(twice(2)); s += switch (await(twice(2))) { case 4 -> await(same(true)) ? await(twice(8)) : 0; default -> await(twice(9)); };
              try { P none = null; await(none.chain(await(twice(1)))); } catch (NullPointerException e) { s += "npe"; }
              try { s += (int) await(same((Integer) null)); } catch (NullPointerException e) { s += "npe"; }
              return done(s + made);
            }
            """)
        .behavesAsWritten();
  }

  /** Class files without nestmates: what is private is called by invokespecial and by accessors. */
  @Test
  void callsInClassFilesOfRelease8() {
    Program.of(
            """
            private int n = 1; private static int all;
            @Async private Coroutine<Integer> secret(P other, long k) { all++; return done(k == 0 ? n + await(soon(1)) : await(other.secret(this, k - 1)) + await(this.secret(other, 0)) + (int) k); }
            @Async private static Coroutine<String> hidden(int k, double d, String... more) { if (k == 0) return done("h" + d + more.length); String s = ""; for (String m : more) s += m + await(soon(k)); return done(s + await(hidden(k - 1, d * 2, s, "x"))); }
            class Inner { int m = 3; @Async Coroutine<Integer> both(int k) { n += k; int before = n++; return done(await(secret(P.this, k)) + await(mine(k)) * before + n); } @Async private Coroutine<Integer> mine(int k) { return k > 2 ? done(m) : mine(k + await(soon(1))); } }
            static class Sub extends P { @Override @Async Coroutine<String> open(String s) { return done("<" + await(super.open(s + "s")) + await(hidden(1, 0.5)) + ">"); } }
            @Async Coroutine<String> open(String s) { return s.length() > 3 ? done(s) : open(s + await(soon("o"))); }
            static class Res implements AutoCloseable { final String s; Res(String s) { this.s = s; } @Async Coroutine<String> read() { return done(s + await(soon("r"))); } @Override public void close() { all += 100; } }
            @Async static Coroutine<String> resources() {
              String s = "";
              try (Res a = new Res(await(hidden(0, 1))); Res b = new Res(await(a.read()))) { s += await(b.read()); switch (await(soon(s)).substring(0, 1)) { case "h": s += await(a.read()); break; default: s += "?"; } if (all > 0) throw new IllegalStateException(await(soon("ise"))); }
              catch (IllegalStateException e) { s += e.getMessage() + await(hidden(1, 3, "q")); } finally { s += await(soon(all)); }
              return done(s);
            }
            @Async static Coroutine<Object> test() {
              all = 0; P p = new P(); p.n = 5;
              return done("" + await(p.secret(new P(), 3)) + await(hidden(2, 0.25, "a", await(soon("b")))) + await(p.new Inner().both(2)) + await(p.open("p")) + await(new Sub().open("q")) + await(resources()) + all);
            }
            """)
        .with("--release", "8", "-Xlint:-options")
        .behavesAsWritten();
  }
}
