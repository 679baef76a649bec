package dev.weft.weaver.run;

import org.junit.jupiter.api.Test;

/** What a suspended body keeps alive: scenarios 166 and 201 to 209. */
class MemoryTest {
  private static final String TOOLS =
      """
      static java.lang.ref.WeakReference<Object> weak;
      static Object big() { Object o = new Object(); weak = new java.lang.ref.WeakReference<>(o); return o; }
      static boolean gone() { for (int i = 0; i < 3 && weak.get() != null; i++) { System.gc(); } return weak.get() == null; }
      static dev.weft.Future<String> check() { dev.weft.Future<String> f = new dev.weft.Future<>(); EventLoop.running().callSoon(() -> f.setResult(gone() ? "gone" : "kept")); return f; }
      static Object use(Object o) { return o.getClass().getSimpleName(); }
      """;

  /** Each of these looks while the body is suspended. */
  @Test
  void deadReferencesAreDropped() {
    Program.of(
            TOOLS
                + """
            @Async static Coroutine<String> local() { Object o = big(); use(o); return done(await(check())); }
            @Async static Coroutine<String> alive() { Object o = big(); String s = await(check()); return done(s + use(o)); }
            @Async static Coroutine<String> parameter(Object o) { String s = await(soon("")); return done(s + await(check())); }
            @Async static Coroutine<String> later() { Object o = big(); String s = await(soon("")); use(o); return done(s + await(check())); }
            @Async static Coroutine<String> loop() { for (int i = 0; i < 2; i++) { Object o = big(); await(soon(1)); use(o); } return done(await(check())); }
            @Async static Coroutine<String> branch(boolean b) { Object o = big(); await(soon(1)); String s; if (b) { s = await(check()); } else { s = await(check()); s += use(o); } return done(s); }
            @Async static Coroutine<String> operand() { String s = use(big()) + "" + await(soon(1)) + use(await(soon(big()))); return done(await(check())); }
            @Async static Coroutine<String> many() { Object a = "a", b = "b", c = "c", d = big(); await(soon(1)); use(d); String s = await(check()); return done(s + a + b + c); }
            static Coroutine<String> given() { return parameter(big()); }
            @Async static Coroutine<Object> test() {
              return done(await(local()) + await(alive()) + await(given()) + await(later()) + await(loop()) + await(branch(true)) + await(branch(false)) + await(operand()) + await(many()));
            }
            """)
        .gives("gonekeptObjectgonegonegonegonekeptObjectgonegoneabc");
  }

  /** As in Java: the caller has given it away. */
  @Test
  void anArgumentThatTheCalledBodyDropsIsNotKeptByItsCaller() {
    Program.of(
            TOOLS
                + """
            @Async static Coroutine<String> drops(int n, Object o, long x) { o = null; return done((gone() ? "gone" : "kept") + n + x); }
            @Async private Coroutine<String> lastly(Object o) { o = null; return done((gone() ? "gone" : "kept") + await(soon(1))); }
            @Async static Coroutine<Object> test() { return done(await(drops(1, big(), 2L)) + await(new P().lastly(big()))); }
            """)
        .gives("gone12gone1");
  }
}
