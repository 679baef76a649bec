package dev.weft.weaver.run;

import org.junit.jupiter.api.Test;

/** Programs into which JaCoCo's agent has put its probes before they are woven. */
class CoverageProbesTest {
  /** It did not verify: the frame behind the probe was taken for that of the place before it. */
  @Test
  void anAwaitWhoseValueMeetsAnotherMayHaveAProbeBehindIt() {
    Program.of(
            """
            @Async static Coroutine<Integer> down(int n) { return done(1 + await(n == 0 ? done(0) : down(n - 1))); }
            @Async static Coroutine<Object> test() {
              String s = "";
              for (int n = 0; n < 3; n++) {
                Object object = n == 0 ? await(soon("a")) : await(soon(n));
                int ints = n == 1 ? await(down(n)) : await(down(n + 5));
                s += object + "," + ints + (n > 1 && await(down(n)) > 2 || await(down(3)) == n) + ";";
              }
              return done(s);
            }
            """)
        .counted()
        .gives("a,6false;1,2false;2,8true;");
  }
}
