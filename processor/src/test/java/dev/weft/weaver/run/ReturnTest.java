package dev.weft.weaver.run;

import org.junit.jupiter.api.Test;

/** What {@code return} means: a plain result, or a last await in the right place. */
class ReturnTest {
  private static final String OTHERS =
      """
      @Async static Coroutine<String> other(String v) { log("<"); String r = await(soon(v)); log(">"); return done(r); }
      @Async static Coroutine<String> bad(String m) { log("<"); await(soon(1)); log(">"); throw new IllegalStateException(m); }
      """;

  @Test
  void tailAwaits() {
    Program.of(
            OTHERS
                + """
            @Async static Coroutine<String> tail(String v) { return other(v + "t"); }
            @Async static Coroutine<String> either(boolean c) { return c ? done("d") : other("o"); }
            @Async static Coroutine<String> choice(int k) { return switch (k) { case 0 -> done("zero"); case 1 -> other("one"); default -> { try { yield tail("x"); } finally { log("y"); } } }; }
            @Async static Coroutine<Void> nothing() { return done(); }
            @Async static Coroutine<String> none() { return null; }
            @Async static Coroutine<String> given(Coroutine<String> c) { return c; }
            @Async static Coroutine<Object> test() {
              String s = await(tail("a")) + await(either(true)) + await(either(false)) + await(choice(0)) + await(choice(1)) + await(choice(2)) + await(nothing());
              try { await(none()); } catch (NullPointerException e) { s += "npe" + (e.getMessage() != null); }
              return done(s + await(given(tail("g"))) + logged());
            }
            """)
        .gives("atdozeroonextnullnpetruegt<><><>y<><>");
  }

  /** Inside try blocks the value is awaited where it is computed. */
  @Test
  void returnsInsideTryBlocksAreAwaitedThere() {
    Program.of(
            OTHERS
                + """
            @Async static Coroutine<String> withFinally(String v) { try { return other(v); } finally { log("f"); } }
            @Async static Coroutine<String> badFinally(String v) { try { return bad(v); } finally { log("f" + await(soon("!"))); } }
            @Async static Coroutine<String> caught(String v) { try { return bad(v); } catch (IllegalStateException e) { return other("caught" + e.getMessage()); } }
            @Async static Coroutine<String> both(boolean c) { try { return c ? done("d") : bad("b"); } catch (IllegalStateException e) { log("c"); return done(e.getMessage()); } finally { for (int i = 0; i < 2; i++) log(await(soon(i))); } }
            @Async static Coroutine<String> nested(String v) { try { try { return bad(v); } finally { if (v != null) log("f1"); } } catch (RuntimeException e) { try { return other(e.getMessage()); } finally { log("f2"); } } finally { log("f3"); } }
            @Async static Coroutine<String> variable(String v) { Coroutine<String> c = bad(v); try { return c; } catch (IllegalStateException e) { return done("var"); } }
            @Async static Coroutine<String> outside(String v) { Coroutine<String> c; try { c = bad(v); } finally { log("f"); } return c; }
            @Async static Coroutine<String> inFinally(String v) { Coroutine<String> c = other("unused"); try { c = other(v); } finally { return c; } }
            @Async static Coroutine<String> resource(String v) { try (Closeable r = () -> log("close")) { return other(v); } catch (IOException e) { return done("io"); } }
            @Async static Coroutine<String> loop() { while (true) { try { return bad("x"); } catch (IllegalStateException e) { if (log("l") != null) break; } } return done("end"); }
            @Async static Coroutine<String> nulls() { try { return null; } catch (NullPointerException e) { return done("null"); } }
            @Async static Coroutine<Object> test() {
              String s = await(withFinally("a")) + logged();
              try { await(badFinally("b")); } catch (IllegalStateException e) { s += e.getMessage() + logged(); }
              s += await(caught("c")) + logged() + await(both(true)) + logged() + await(both(false)) + logged();
              s += await(nested("n")) + logged() + await(variable("v")) + logged();
              try { await(outside("o")); } catch (IllegalStateException e) { s += e.getMessage() + logged(); }
              s += await(inFinally("i")) + logged() + await(resource("r")) + logged() + await(loop()) + logged() + await(nulls());
              return done(s);
            }
            """)
        .gives("a<>fb<>f!caughtc<><>d01b<>c01n<>f1<>f2f3var<>of<>i<>r<>closeend<>lnull");
  }

  /** Random program 53820: what a finally block keeps from being returned is awaited before it. */
  @Test
  void returnsThatFinallyOverrulesAreAwaited() {
    Program.of(
            OTHERS
                + """
            @Async static Coroutine<String> over(String v) { try { return other(v); } finally { log("f"); return done("d"); } }
            @Async static Coroutine<String> overBad(String v) { try { return bad(v); } finally { log("f"); return done("d"); } }
            @Async static Coroutine<String> caught(String v) { try { return bad(v); } catch (IllegalStateException e) { log("c"); return other(v); } finally { return done("d"); } }
            @Async static Coroutine<String> next() { for (int i = 0; ; i++) { try { return other("" + i); } finally { if (i < 2) continue; return done("" + i); } } }
            @Async static Coroutine<String> outer(String v) { try { try { return other(v); } finally { log("i"); } } finally { log("o"); return other("z"); } }
            @Async static Coroutine<String> ready(String v) { try { return done(log(v)); } finally { return done("d"); } }
            @Async static Coroutine<String> unused(String v) { try { Coroutine<String> u = other(v); log("u"); } finally { return done("d"); } }
            @Async static Coroutine<String> loop() { for (;;) { try { return other("x"); } finally { break; } } return done("e"); }
            @Async static Task<String> task(String v) { try { return createTask(other(v)); } finally { return Task.done("d"); } }
            @Async static Coroutine<Object> test() {
              String s = await(over("a")) + logged() + await(overBad("b")) + logged() + await(caught("c")) + logged();
              s += await(next()) + logged() + await(outer("o")) + logged() + await(ready("r")) + logged();
              return done(s + await(unused("u")) + logged() + await(loop()) + logged() + await(task("t")) + logged());
            }
            """)
        .with("-Xlint:-finally")
        .gives("d<>fd<>fd<>c<>2<><><>z<>io<>drdue<>d<>");
  }

  /** Scenario 145, and a return out of a synchronized block. */
  @Test
  void monitorsAreReleasedBeforeTheAwait() {
    Program.of(
            OTHERS
                + """
            static final Object LOCK = new Object();
            @Async static Coroutine<String> plain() { synchronized (LOCK) { return other("" + Thread.holdsLock(LOCK)); } }
            @Async static Coroutine<String> ready() { try { synchronized (LOCK) { return done("d" + Thread.holdsLock(LOCK)); } } finally { log(Thread.holdsLock(LOCK)); } }
            @Async static Coroutine<Object> test() {
              String s = "";
              synchronized (LOCK) { s += "1"; }
              s += await(after(() -> log(Thread.holdsLock(LOCK)), "2"));
              synchronized (await(soon(LOCK))) { s += Thread.holdsLock(LOCK); }
              return done(s + await(plain()) + await(ready()) + logged());
            }
            """)
        .gives("12truetruedtruefalse<>false");
  }

  @Test
  void tasksAndStages() {
    Program.of(
            OTHERS
                + """
            @Async static Task<String> task(String v) { log("t"); return Task.done(v + await(soon("!"))); }
            @Async static Task<String> taskOf(String v) { return createTask(other(v)); }
            @Async static CompletableFuture<String> future(String v) { log("c"); return CompletableFuture.completedFuture(v + await(soon("?"))); }
            @Async static CompletionStage<String> stageOf(String v) { try { return future(v); } finally { log("f"); } }
            @Async static CompletionStage<String> tail(String v) { return future(v); }
            @Async static Coroutine<Object> test() {
              Task<String> t = task("task");
              String s = await(t) + await(taskOf("of")) + await(future("future")) + await(stageOf("stage")) + await(tail("tail")) + await(stage("s"));
              return done(s);
            }
            """)
        .gives("task!offuture?stage?tail?s");
  }
}
