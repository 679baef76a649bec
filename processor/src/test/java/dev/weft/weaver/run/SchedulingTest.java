package dev.weft.weaver.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Asyncio;
import dev.weft.NotWovenException;
import org.junit.jupiter.api.Test;

/** When woven code runs on and when it waits: scenarios 144, 146, 149, 176 and 210 to 218. */
class SchedulingTest {
  /** Scenarios 210 to 212: what is done is not waited for. */
  @Test
  void doneAwaitsRunOn() {
    Program.of(
            """
            static int depth() { return new Throwable().getStackTrace().length; }
            static dev.weft.Future<Integer> ready(int n) { dev.weft.Future<Integer> f = new dev.weft.Future<>(); f.setResult(n); return f; }
            @Async static Coroutine<Integer> never(int n) { return done(await(ready(n)) + 1); }
            @Async static Coroutine<Object> test() {
              String s = ""; EventLoop.running().callSoon(() -> log("turn")); int before = depth(), sum = 0;
              for (int i = 0; i < 1000; i++) { sum += await(never(i)) + await(ready(1)); if (depth() != before) s = "deeper"; }
              s += logged() + sum; dev.weft.Future<String> pending = new dev.weft.Future<>(); EventLoop.running().callSoon(() -> pending.setResult("p"));
              return done(s + await(pending) + await(pending) + logged());
            }
            """)
        .gives("501500ppturn");
  }

  /** Scenario 213: somebody else's thread completes, the loop's resumes. */
  @Test
  void resumesOnTheThreadOfTheLoop() {
    Program.of(
            """
            @Async static Coroutine<Object> test() {
              Thread mine = Thread.currentThread(); CompletableFuture<String> other = new CompletableFuture<>();
              new Thread(() -> other.complete("o" + (Thread.currentThread() != mine))).start();
              return done(await(other) + (Thread.currentThread() == mine));
            }
            """)
        .gives("otruetrue");
  }

  /** Scenarios 214, 215. */
  @Test
  void waitersAreServedInTheirOrder() {
    Program.of(
            """
            @Async static Coroutine<String> wait(Task<String> t, int n) { log(n); String s = ""; for (int i = 0; i < 2; i++) s += await(t) + n; log("r" + n); return done(s); }
            @Async static Coroutine<String> slow() { await(sleep(java.time.Duration.ZERO)); return done("v" + await(soon(""))); }
            @Async static Coroutine<Object> test() {
              Task<String> t = createTask(slow()); List<Task<String>> all = new ArrayList<>(); for (int i = 1; i < 4; i++) all.add(createTask(wait(t, i)));
              String s = ""; for (Task<String> each : all) s += await(each); return done(s + await(t) + logged());
            }
            """)
        .gives("v1v1v2v2v3v3v123r1r2r3");
  }

  /** Scenario 216. */
  @Test
  void cancellationComesOutOfTheAwait() {
    Program.of(
            """
            @Async static Coroutine<String> victim() { try { await(new dev.weft.Future<Object>()); log("never"); } finally { log("f"); await(sleep(java.time.Duration.ZERO)); log("g" + await(soon("!"))); } return done("never"); }
            @Async static Coroutine<Object> test() {
              Task<String> t = createTask(victim()); await(sleep(java.time.Duration.ZERO)); log(t.cancel());
              try { await(t); } catch (CancelledError e) { log("c"); } return done(logged() + t.isCancelled());
            }
            """)
        .gives("truefg!ctrue");
  }

  /** Scenarios 144, 146, 149: only an await with the monitor held is refused. */
  @Test
  void monitorsAroundOtherCodeAreAllowed() {
    Program.of(
            """
            static final Object LOCK = new Object();
            @Async static Coroutine<Object> test() {
              AsyncCallable<String> c; synchronized (LOCK) { c = () -> "l" + await(soon(1)) + Thread.holdsLock(LOCK); }
              String s = ""; synchronized (await(soon(LOCK))) { s += Thread.holdsLock(LOCK); synchronized (P.class) { s += "2"; } }
              return done(s + await(async(c)) + Thread.holdsLock(LOCK));
            }
            """)
        .gives("true2l1falsefalse");
  }

  /**
   * Scenario 176: a method without an await is lazy like any other, and fails where it is awaited.
   */
  @Test
  void methodsWithoutAwaitAreCoroutinesToo() {
    Program.of(
            """
            @Async static Coroutine<Integer> plain(int n) { log("run"); if (n == 0) throw new IllegalStateException("zero"); return done(n); }
            @Async static Coroutine<Object> test() {
              Coroutine<Integer> one = plain(1), zero = plain(0); log("made"); int n = await(one);
              try { await(zero); } catch (IllegalStateException e) { log(e.getMessage()); } return done(n + logged());
            }
            """)
        .gives("1maderunrunzero");
  }

  /** Scenario 218; the compile error for it is among the bad programs, and 217 among the lints. */
  @Test
  void awaitThatNobodyWoveSaysSo() {
    assertThatThrownBy(() -> Asyncio.await(Asyncio.done("x")))
        .isInstanceOf(NotWovenException.class)
        .hasMessageStartingWith(
            "[NotWoven] await was reached in code that is not woven, in "
                + SchedulingTest.class.getName())
        .hasMessageContaining("(Maven: annotationProcessorPaths, Gradle: annotationProcessor;");
  }
}
