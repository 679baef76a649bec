package dev.weft.weaver.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.weaver.EclipseSources;
import dev.weft.weaver.WovenClasses;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code return} means where Eclipse's compiler has other shapes than javac. */
class EclipseReturnTest {
  private static final String PROGRAM =
      """
      package p;
      import static dev.weft.Asyncio.*;
      import static dev.weft.weaver.run.Later.*;
      import dev.weft.*;
      public class P {
        @Async static Coroutine<Integer> fails(int n) { await(soon(1)); if (n > 0) throw new IllegalStateException("fails"); return done(n); }
        @Async Coroutine<Integer> locks(int n) { synchronized (this) { return fails(n); } }
        @Async Coroutine<Integer> locksTwice(int n) { synchronized (this) { synchronized (P.class) { if (n < 9) return fails(n); } } return done(n); }
        @Async static Coroutine<Object> test() {
          String s = "";
          P p = new P();
          for (int n = 0; n < 2; n++) {
            try { s += await(p.locks(n)); } catch (IllegalStateException e) { s += e.getMessage(); }
            try { s += await(p.locksTwice(n)); } catch (IllegalStateException e) { s += e.getMessage(); }
          }
          return done(s + Thread.holdsLock(p));
        }
      }
      """;

  @TempDir Path folder;

  /** Its monitor was released a second time, and so on forever. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsReturnedOutOfASynchronizedBlockIsAwaitedBehindIt(boolean pending) {
    Map<String, byte[]> compiled = new EclipseSources(folder).compile(Map.of("p.P", PROGRAM));
    assertThat(Program.run(WovenClasses.knowingTypes(compiled).verified(), pending))
        .isEqualTo("00failsfailsfalse");
  }
}
