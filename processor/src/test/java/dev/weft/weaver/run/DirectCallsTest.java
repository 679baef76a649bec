package dev.weft.weaver.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Calls that are awaited at once, of methods of the same class: no coroutine is made of them. */
class DirectCallsTest {
  /** The method m of P, and what is made of it. */
  private static final String P_M = "p/P\\.(m|m\\$.*|lambda\\$m\\$.*)";

  @Test
  void argumentsOfEverySort() {
    Program.of(
            """
            static String log = "";
            static <T> T said(T x) { log += x + " "; return x; }
            @Async static Coroutine<String> all(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, int[] a, long... more) {
              String before = "" + z + b + c + s + i;
              await(soon(1));
              return done(before + j + f + d + t + a[0] + more.length + more[1]);
            }
            @Async static Coroutine<Object> test() {
              log = "";
              String s = "x" + await(all(true, said((byte) 1), 'c', (short) 2, said(3), said(4L), 5f, said(6d), said("t"), new int[] {7}, said(8L), 9)) + log;
              return done(s);
            }
            """)
        .gives("xtrue1c2345.06.0t7291 3 4 6.0 t 8 ");
  }

  @Test
  void receiversOfEverySort() {
    Program.of(
            """
            interface Named {
              static int made = 0;
              @Async static Coroutine<String> ofStatic(int n) { return done("s" + await(soon(n))); }
              @Async private Coroutine<String> ofPrivate(int n) { return done(await(soon(name())) + n); }
              @Async default Coroutine<String> ofDefault(int n) { return done(await(ofPrivate(n)) + await(ofStatic(n)) + await(overridden())); }
              @Async default Coroutine<String> overridden() { return done("wrong"); }
              String name();
            }
            record Item(String name) implements Named {
              @Async public Coroutine<String> overridden() { return done(await(soon("right"))); }
            }
            static class Base {
              @Async Coroutine<String> run() { return done(await(step()) + await(this.last()) + await(secret())); }
              @Async Coroutine<String> step() { return done("base" + await(soon(1))); }
              @Async final Coroutine<String> last() { return done("last" + await(soon(2))); }
              @Async private Coroutine<String> secret() { return done("secret" + await(soon(3))); }
            }
            static class Sub extends Base {
              @Async @Override Coroutine<String> step() { return done("sub" + await(super.step())); }
            }
            static class Plain extends Base {
              @Override Coroutine<String> step() { return done("plain"); }
            }
            static Base other(String s) { return s == null ? null : new Base(); }
            @Async static Coroutine<Object> test() {
              String s = await(new Item("i").ofDefault(4)) + " ";
              for (Base b : new Base[] {new Base(), new Sub(), new Plain(), new Base() {}}) s += await(b.run()) + " ";
              return done(s);
            }
            """)
        .gives(
            "i4s4right base1last2secret3 subbase1last2secret3 plainlast2secret3"
                + " base1last2secret3 ");
  }

  @Test
  void aReceiverThatIsNullIsFoundAfterTheArgumentsAndBeforeTheCall() {
    Program.of(
            """
            static String log;
            static int said(int n) { log += n; return n; }
            @Async Coroutine<Integer> m(int n) { log += "called"; return done(await(soon(n))); }
            @Async static Coroutine<Object> test() {
              log = "";
              P none = null;
              try { await(none.m(said(1))); } catch (NullPointerException e) { log += " npe"; }
              return done(log);
            }
            """)
        .gives("1 npe");
  }

  @Test
  void failuresComeOutWhereTheCallIsAwaited() {
    Program.of(
            """
            static String log;
            @Async static Coroutine<Integer> early(int n) { if (n > 0) throw new IllegalStateException("early"); return done(await(soon(n))); }
            @Async static Coroutine<Integer> late(int n) throws java.io.IOException { await(soon(n)); if (n > 0) throw new java.io.IOException("late"); return done(n); }
            @Async static Coroutine<Integer> guarded(int n) {
              try { return n == 1 ? early(n) : done(await(early(n))); } catch (IllegalStateException e) { log += e.getMessage(); return done(await(soon(7))); } finally { log += " f" + await(soon(n)); }
            }
            @Async static Coroutine<Object> test() {
              log = "";
              for (int n = 0; n < 3; n++) {
                log += await(guarded(n)) + ";";
                try { await(late(n)); } catch (java.io.IOException e) { log += e.getMessage() + ";"; }
              }
              return done(log);
            }
            """)
        .behavesAsWritten();
  }

  /** Frames are made from the inside out only when something has to wait. */
  @Test
  void localsOfAllLevelsSurvive() {
    Program.of(
            """
            @Async Coroutine<String> c(long x, String s) { int[] a = {1, 2}; a[1] += await(soon(3)); return done(s + x + a[1]); }
            @Async Coroutine<String> b(double x, String s) { String t = s + x; for (int i = 0; i < 2; i++) t += await(c(i, t)) + i; return done(t + x); }
            @Async Coroutine<String> a(int x) { int y = x * 2; return done(y + await(b(x, "b" + y)) + await(b(y, "c")) + x); }
            @Async Coroutine<String> tail(int x) { return a(x); }
            @Async Coroutine<String> tails(int x) { return x == 0 ? tail(1) : tails(x - 1); }
            @Async static Coroutine<Object> test() { return done(await(new P().tails(3))); }
            """)
        .behavesAsWritten();
  }

  @Test
  void lambdasAndGeneratorsCallDirectlyToo() {
    Program.of(
            """
            @Async static Coroutine<Integer> twice(int n) { return done(2 * await(soon(n))); }
            @Async static AsyncGenerator<Integer> doubled(int n) { for (int i = 0; i < n; i++) emit(await(twice(i))); return end(); }
            @Async static Coroutine<Object> test() {
              int sum = 0;
              for (int i : doubled(4)) sum += i;
              return done(sum + await(async(() -> await(twice(5)) + await(twice(6)))));
            }
            """)
        .gives("34");
  }

  /** As recursions are written. */
  @Test
  void oneOfSeveralCallsIsAwaited() {
    Program.of(
            """
            static String log;
            @Async static Coroutine<Integer> down(int n) { return n == 0 ? done(0) : down(n - 1); }
            @Async static Coroutine<Integer> sum(int n) { return done(n + await(n == 0 ? done(0) : sum(n - 1))); }
            @Async static Coroutine<Integer> slow(int n) { log += n; return done(n * await(soon(2))); }
            @Async static Coroutine<Void> nothing(int n) { log += "n" + n; await(soon(n)); return done(); }
            @Async static Coroutine<Integer> other(int n) { if (n == 3) throw new IllegalStateException("three"); return done(await(soon(n))); }
            @Async static Coroutine<Object> test() {
              log = "";
              String s = await(down(3)) + " " + await(sum(4)) + " ";
              for (int n = 0; n < 5; n++) {
                try {
                  int before = n * 10;
                  s += before + await(n % 2 == 0 ? slow(n) : n > 1 ? other(n) : done(7)) + n + " ";
                  s += await(switch (n) { case 0 -> slow(1); case 1 -> done(5); default -> other(n); }) + ";";
                  await(n > 2 ? nothing(n) : done());
                } catch (IllegalStateException e) {
                  s += e.getMessage();
                } finally {
                  s += await(n < 2 ? slow(n) : other(n + 2));
                }
              }
              return done(s + log);
            }
            """)
        .with("--release", "17")
        .behavesAsWritten();
  }

  /** The one thing that says that the pass does anything at all. */
  @Test
  void onlyWhatIsAwaitedAtOnceIsCalledDirectly() {
    byte[] woven =
        Program.of(
                """
                @Async static Coroutine<Integer> m(int n) { return done(await(soon(n))); }
                @Async static Coroutine<Integer> direct() { return done(await(m(1))); }
                @Async static Coroutine<Integer> tail() { return m(1); }
                @Async static Coroutine<Integer> kept() { Coroutine<Integer> c = m(1); return done(await(c)); }
                @Async static Coroutine<Integer> chosen(boolean b) { return done(await(b ? m(1) : m(2))); }
                @Async static Task<Integer> task() { return createTask(m(3)); }
                @Async static Coroutine<Object> test() { return done(await(direct()) + await(tail()) + await(kept()) + await(chosen(true)) + await(task())); }
                """)
            .woven()
            .bytes("p.P");
    ClassNode owner = new ClassNode();
    new ClassReader(woven).accept(owner, 0);
    assertThat(
            Map.of(
                "direct", calls(owner, "direct", P_M),
                "tail", calls(owner, "tail", P_M),
                "kept", calls(owner, "kept", P_M),
                "task", calls(owner, "task", P_M)))
        .isEqualTo(
            Map.of(
                "direct", "P.lambda$m$async ",
                "tail", "P.lambda$m$async ",
                "kept", "P.m ",
                "task", "P.m "));
    assertThat(calls(owner, "chosen", P_M)).isEqualTo("P.lambda$m$async P.lambda$m$async ");
  }

  /** Nothing else needs a method in between, which is a level more to inline. */
  @Test
  void onlyWhatMayBeOverriddenOrComesBackIsAskedFirst() {
    byte[] woven =
        Program.of(
                """
                @Async private Coroutine<String> m(int n) { return done("m" + await(soon(n))); }
                @Async Coroutine<String> open() { return done(await(soon("o"))); }
                @Async final Coroutine<String> last() { return done(await(m(1)) + await(open())); }
                @Async static Coroutine<String> down(int n) { return done(n == 0 ? "" : n + await(up(n - 1))); }
                @Async static Coroutine<String> up(int n) { return done(n == 0 ? "" : "-" + await(down(n - 1))); }
                @Async static Coroutine<Object> test() { P p = new P(); return done(await(p.last()) + await(p.open()) + await(down(200)).length()); }
                """)
            .woven()
            .bytes("p.P");
    ClassNode owner = new ClassNode();
    new ClassReader(woven).accept(owner, 0);
    String calls = "p/P\\..*(?<!code)";
    assertThat(calls(owner, "last", calls)).isEqualTo("P.lambda$m$async P.open$async ");
    assertThat(calls(owner, "down", calls)).isEqualTo("P.up$async ");
    assertThat(calls(owner, "up", calls)).isEqualTo("P.down$async ");
    assertThat(calls(owner, "test", calls))
        .isEqualTo("P.<init> P.lambda$last$async P.open$async P.down$async ");
  }

  /** Two kinds of way into a recursion, each deeper than the Java stack may be. */
  @Test
  void recursionsThatAreEnteredAnywhereAreParked() {
    Program.of(
            """
            @Async static Coroutine<Integer> even(int n) { return done(n == 0 ? 1 : 1 + await(odd(n - 1))); }
            @Async static Coroutine<Integer> odd(int n) { return done(n == 0 ? 1 : 1 + await(even(n - 1))); }
            @Async static Coroutine<Integer> enter(int n) { int a = await(even(n)); return done(a + await(odd(n)) + await(soon(0))); }
            @Async static Coroutine<Object> test() { return done("" + await(enter(30_000))); }
            """)
        .gives("60002");
  }

  @Test
  void operationsOfTheRuntimeThatAreAwaitedAtOnceMakeNoCoroutine() {
    Program program =
        Program.of(
            """
                @Async static Coroutine<Void> fill(dev.weft.sync.AsyncQueue<String> queue) {
                  for (String s : new String[] {"b", null, "a"}) await(queue.put(s));
                  return done();
                }
                @Async static Coroutine<Object> test() {
                  String log = "";
                  for (var queue : java.util.List.of(new dev.weft.sync.AsyncQueue<String>(1), new dev.weft.sync.AsyncLifoQueue<String>(1))) {
                    Task<Void> filling = createTask(fill(queue));
                    for (int i = 0; i < 3; i++) log += await(queue.get());
                    await(filling);
                  }
                  var smallest = new dev.weft.sync.AsyncPriorityQueue<Integer>();
                  await(smallest.put(2)); await(smallest.put(1));
                  log += await(smallest.get());
                  var lock = new dev.weft.sync.AsyncLock();
                  try (var held = await(lock.acquire())) { log += lock.isLocked(); }
                  var two = new dev.weft.sync.BoundedAsyncSemaphore(2);
                  try (var held = await(two.acquire())) { log += two.availablePermits(); }
                  var event = new dev.weft.sync.AsyncEvent();
                  dev.weft.EventLoop.running().callSoon(event::set);
                  await(event.waitUntilSet());
                  smallest.shutdown(true);
                  try { await(smallest.get()); } catch (dev.weft.sync.QueueShutDownException e) { log += "down"; }
                  try { await(((dev.weft.sync.AsyncLock) null).acquire()); } catch (NullPointerException e) { log += "null"; }
                  return done(log + event.isSet());
                }
                """);
    program.gives("bnullabnulla1true1downnulltrue");
    ClassNode owner = new ClassNode();
    new ClassReader(program.woven().bytes("p.P")).accept(owner, 0);
    assertThat(calls(owner, "fill", "dev/weft/sync/.*")).isEqualTo("AwaitedCalls.put ");
    assertThat(calls(owner, "test", "dev/weft/sync/.*"))
        .doesNotContain(
            "Queue.put", "Queue.get", "Lock.acquire", "Semaphore.acquire", "waitUntil ");
  }

  /** It said that the field {@code line} cannot be read, which the user's code does not have. */
  @Test
  void anOperationOfNullSaysWhatCannotBeCalled() {
    Program.of(
            """
            static String log = "";
            @Async static Coroutine<Object> test() {
              await(fails(() -> { await(((dev.weft.sync.AsyncQueue<String>) null).put("a")); }));
              await(fails(() -> { await(((dev.weft.sync.AsyncLock) null).acquire()); }));
              await(fails(() -> { await(((dev.weft.sync.AsyncSemaphore) null).acquire()); }));
              await(fails(() -> { await(((dev.weft.sync.AsyncEvent) null).waitUntilSet()); }));
              return done(log);
            }
            @Async static Coroutine<Void> fails(AsyncRunnable body) {
              try {
                await(async(body));
              } catch (NullPointerException e) {
                log += e.getMessage().replaceAll("Cannot invoke .*[.]([a-zA-Z]+)[(].*", "$1 ");
              }
              return done();
            }
            """)
        .gives("put acquire acquire waitUntilSet ");
  }

  private static String calls(ClassNode owner, String name, String called) {
    StringBuilder calls = new StringBuilder();
    for (MethodNode method : owner.methods) {
      if (method.name.equals("lambda$" + name + "$async")) {
        for (AbstractInsnNode insn : method.instructions) {
          if (insn instanceof MethodInsnNode call
              && (call.owner + "." + call.name).matches(called)) {
            calls.append(call.owner.substring(call.owner.lastIndexOf('/') + 1));
            calls.append('.').append(call.name).append(' ');
          }
        }
      }
    }
    return calls.toString();
  }
}
