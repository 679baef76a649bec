package dev.weft.weaver.run;

import org.junit.jupiter.api.Test;

/** Exceptions around awaits: scenarios 103 to 142. */
class ExceptionTest {
  /** Scenarios 103-113, 137, 138, 142. */
  @Test
  void handlersSeeFailures() {
    Program.of(
            """
            static class MyEx extends IOException { MyEx(String m) { super(m); } }
            static void may(int k) throws IOException { if (k == 1) throw new MyEx("may"); }
            @Async static Coroutine<Object> test() {
              String s = "";
              RuntimeException mine = new IllegalStateException("mine");
              try { await(fail(mine)); s += "no"; } catch (IllegalStateException e) { s += e == mine; }
              try { may(1); await(soon(1)); } catch (IOException e) { s += e.getMessage(); }
              try { await(soon(1)); await(soon(2)); await(soon(3)); await(soon(4)); await(fail(new RuntimeException("5"))); }
              catch (RuntimeException e) { s += await(soon("f")) + await(soon("a")) + await(soon("i")) + await(soon("l")) + e.getMessage(); }
              try { await(soon(1)); throw new IllegalArgumentException("iae"); } catch (IllegalArgumentException e) { s += e.getMessage(); }
              for (int k = 0; k < 2; k++) {
                try { await(soon(k)); if (k == 0) may(1); else throw new IllegalStateException("e"); } catch (IOException e) { s += "io"; } catch (Exception e) { s += "ex"; }
              }
              try { try { await(fail(new IllegalStateException("in"))); } catch (IllegalStateException e) { s += "inner"; throw new RuntimeException("out"); } } catch (RuntimeException e) { s += e.getMessage(); }
              try { await(fail(new IllegalArgumentException("multi"))); } catch (IllegalStateException | IllegalArgumentException e) { await(soon(1)); s += e.getMessage(); }
              try { await(fail(new RuntimeException("unused"))); } catch (RuntimeException unused) { int other = await(soon(3)); s += other; }
              try { try { await(fail(mine)); } catch (RuntimeException e) { await(soon(1)); if (s.isEmpty()) throw e; await(soon(2)); throw e; } } catch (RuntimeException e) { s += e == mine; }
              try { await((Awaitable<Object>) null); } catch (NullPointerException e) { s += "npe"; }
              String d = "old"; String d2 = "new"; String none = s.isEmpty() ? "" : null;
              try { none.toString(); d = d2; await(soon(1)); } catch (NullPointerException e) { s += d + await(soon("!")); }
              String assigned = "1";
              try { assigned = "2"; await(soon(1)); assigned = "3"; await(fail(mine)); assigned = "4"; } catch (RuntimeException e) { s += assigned; }
              try { assigned = await(fail(mine)); } catch (RuntimeException e) { s += assigned; }
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 114-124, 141. */
  @Test
  void finallyBlocks() {
    Program.of(
            """
            static String t = "";
            static RuntimeException ex(String m) { return new IllegalStateException(m); }
            @Async static Coroutine<Integer> pending() { int x = 1; try { return done(x += 1); } finally { x = await(soon(100)); t += x; } }
            @Async static Coroutine<Integer> wins() { try { throw ex("lost"); } finally { int r = await(soon(1337)); return done(r); } }
            @Async static Coroutine<String> through() { try { try { return done(await(soon("ret"))); } finally { t += await(soon("f1")); } } finally { t += await(soon("f2")); } }
            @Async static Coroutine<Object> test() {
              String s = "";
              try { s += await(soon("t")); } finally { s += await(soon("f")); }
              try { try { await(soon(1)); throw ex("hello"); } finally { s += await(soon("f")); } } catch (IllegalStateException e) { s += e.getMessage(); }
              s += await(pending()) + await(wins()) + await(through());
              try { try { throw ex("first"); } finally { await(fail(ex("second"))); } } catch (IllegalStateException e) { s += e.getMessage() + e.getSuppressed().length; }
              int sum = 0;
              try { try { sum += await(soon(1)); } finally { sum += await(soon(2)); } } finally { sum += await(soon(12)); }
              s += sum;
              for (int i = 0; i < 3; i++) { try { s += i; if (i == 0) continue; if (i == 1) break; } finally { s += await(soon("f")); } }
              try { try { await(fail(ex("a"))); } catch (IllegalStateException e) { await(soon(1)); throw ex("b"); } finally { s += await(soon("F")); } } catch (IllegalStateException e) { s += e.getMessage(); }
              for (int i = 0; i < 2; i++) { try { await(i == 0 ? fail(ex("retry")) : soon("ok")); s += "ok"; } catch (IllegalStateException e) { s += "retry"; } }
              float f; try { f = await(soon(1f)); s += f; } finally { String after = await(soon("S")); s += after; f = 2; } s += f;
              long wide = 5; double dw = 1.5; try { wide = await(soon(7L)); await(fail(ex("w"))); dw = 9; } catch (IllegalStateException e) { s += wide + dw; } finally { s += wide + await(soon(dw)); }
              int count = 0;
              for (int n = 0; n < 50; n++) { try { count += await(soon(1)); try { count += await(soon(1)); } finally { count += await(soon(1)); } try { await(fail(ex(""))); } finally { count += await(soon(1)); } } catch (IllegalStateException e) { count += await(soon(1)); } finally { count += await(soon(1)); } }
              return done(s + count + t);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 130-134. */
  @Test
  void resources() {
    Program.of(
            """
            static class Res implements AutoCloseable { String n; boolean bad; Res(String n, boolean bad) { this.n = n; this.bad = bad; log("o" + n); } public void close() { log("c" + n); if (bad) throw new IllegalStateException("close" + n); } }
            @Async static Coroutine<Object> test() {
              String s = "";
              try (Res a = new Res(await(soon("a")), false); Res b = await(soon(new Res("b", false)))) { log(await(soon("body"))); }
              try (Res a = new Res("1", true)) { await(fail(new RuntimeException("body1"))); } catch (RuntimeException e) { s += e.getMessage() + e.getSuppressed()[0].getMessage() + await(soon("!")); }
              try (Res a = null; Res b = new Res("2", true)) { await(soon(1)); } catch (IllegalStateException e) { s += e.getMessage(); } finally { s += await(soon("fin")); }
              try { throw new StackOverflowError("so"); } catch (StackOverflowError e) { s += await(soon("so")); }
              try { await(soon(1)); } catch (Throwable t) { s += "framework" + t; }
              return done(s + logged());
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 128, 129, 140. */
  @Test
  void smallTryBlocksAndGenericExceptions() {
    Program.of(
            """
            static <X extends Exception> X same(X x) { return x; }
            @Async static <X extends Exception> Coroutine<String> generic(Class<X> type, X x) throws X { try { await(soon(1)); throw x; } catch (Exception e) { return done(type.cast(e).getMessage() + await(soon("3"))); } }
            static int two(int a, int b) { return a * 10 + b; }
            @Async static Coroutine<Object> test() {
              String s = "";
              try { await(soon(1)); } catch (RuntimeException e) { s += "no"; }
              try { await(fail(new RuntimeException())); } catch (RuntimeException e) { s += "yes"; }
              int x = 4;
              try { x = two(x, await(fail(new RuntimeException()))); } catch (RuntimeException e) { s += x; }
              try { s += "lost" + two(x, await(fail(new RuntimeException()))); } catch (RuntimeException e) { s += "kept"; }
              s += await(generic(RuntimeException.class, new RuntimeException("g")));
              return done(s);
            }
            """)
        .behavesAsWritten();
  }

  /** Scenarios 135, 136: exceptions leave through the await, never through the call. */
  @Test
  void exceptionsNeverLeaveTheFactory() {
    Program.of(
            """
            static int calls;
            @Async static Coroutine<Integer> bad(int k) { calls++; if (k == 0) throw new IllegalStateException("early"); await(soon(1)); throw new IllegalStateException("late"); }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int k = 0; k < 2; k++) {
                Coroutine<Integer> c = bad(k);
                s += calls;
                try { await(c); } catch (IllegalStateException e) { s += e.getMessage(); }
              }
              return done(s + calls);
            }
            """)
        .gives("0early1late2");
  }
}
