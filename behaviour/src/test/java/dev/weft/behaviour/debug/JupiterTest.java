package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.Simulation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else of JUnit meets tests that are coroutines. */
class JupiterTest {
  private static final List<String> EVENTS = new ArrayList<>();

  @BeforeEach
  void forget() {
    EVENTS.clear();
  }

  /** How a team tests, said once. */
  @Retention(RetentionPolicy.RUNTIME)
  @AsyncTest(seeds = 5)
  @interface FiveOrders {}

  /** An annotation at one more remove. */
  @Retention(RetentionPolicy.RUNTIME)
  @FiveOrders
  @interface SlowTest {}

  @ExtendWith(OnlyWhenAsked.class)
  static final class OwnAnnotations {
    private static final Set<Long> SEEDS = new TreeSet<>();

    @FiveOrders
    @Async
    Coroutine<Void> takesFive(Simulation world) {
      await(yieldNow());
      SEEDS.add(world.seed());
      return done();
    }

    @SlowTest
    @Async
    Coroutine<Void> alsoAtOneMoreRemove(Simulation world) {
      await(sleep(Duration.ofHours(1)));
      SEEDS.add(10 + world.seed());
      return done();
    }
  }

  @Test
  void ownAnnotationsAreTests() {
    OwnAnnotations.SEEDS.clear();
    List<RanTests.Ran> ran = RanTests.of(OwnAnnotations.class);
    assertThat(ran).hasSize(10).allMatch(each -> each.failure() == null);
    assertThat(OwnAnnotations.SEEDS).containsExactly(0L, 1L, 2L, 3L, 4L, 10L, 11L, 12L, 13L, 14L);
  }

  /** What several classes of tests share. */
  abstract static class Base {
    @BeforeEach
    @Async
    Coroutine<Void> opensBase() {
      await(yieldNow());
      EVENTS.add("base opens");
      return done();
    }
  }

  /** And what interfaces give. */
  interface Closing {
    @AfterEach
    @Async
    default Coroutine<Void> closesInterface() {
      await(yieldNow());
      EVENTS.add("interface closes");
      return done();
    }
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class Outer extends Base implements Closing {
    private EventLoop loop;

    @BeforeEach
    @Async
    Coroutine<Void> opensOuter() {
      await(sleep(Duration.ofSeconds(1)));
      loop = EventLoop.running();
      EVENTS.add("outer opens");
      return done();
    }

    @Nested
    class Inner {
      @BeforeEach
      @Async
      Coroutine<Void> opensInner() {
        await(sleep(Duration.ofSeconds(1)));
        EVENTS.add("inner opens");
        return done();
      }

      @AsyncTest
      @Async
      Coroutine<Void> test() {
        assertThat(EventLoop.running()).isSameAs(loop);
        assertThat(loop.time()).isEqualTo(2_000_000_000L);
        await(yieldNow());
        EVENTS.add("test");
        return done();
      }
    }
  }

  @Test
  void nestedClassesAndThoseAboveShareTheLoop() {
    assertThat(RanTests.failureOf(Outer.class)).isNull();
    assertThat(EVENTS)
        .containsExactly("base opens", "outer opens", "inner opens", "test", "interface closes");
  }

  @ExtendWith(OnlyWhenAsked.class)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static final class OneInstance {
    private int tests;

    @BeforeAll
    @Async
    Coroutine<Void> begins() {
      await(sleep(Duration.ofSeconds(1)));
      EVENTS.add("all begin");
      return done();
    }

    @AfterAll
    @Async
    Coroutine<Void> ends() {
      await(sleep(Duration.ofSeconds(1)));
      EVENTS.add("all end after " + tests);
      return done();
    }

    @AsyncTest(seeds = 3)
    @Async
    Coroutine<Void> test() {
      await(yieldNow());
      tests++;
      return done();
    }

    @RepeatedTest(2)
    @Async
    Coroutine<Void> repeated() {
      await(sleep(Duration.ofHours(1)));
      tests++;
      return done();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    @Async
    Coroutine<Void> parameterized(String text) {
      await(sleep(Duration.ofHours(1)));
      assertThat(text).hasSize(1);
      tests++;
      return done();
    }
  }

  @Test
  void oneInstanceForAllTests() {
    List<RanTests.Ran> ran = RanTests.of(OneInstance.class);
    assertThat(ran).hasSize(7).allMatch(each -> each.failure() == null);
    assertThat(EVENTS).containsExactly("all begin", "all end after 7");
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class StaticLifecycle {
    @BeforeAll
    @Async
    static Coroutine<Void> begins() {
      await(sleep(Duration.ofSeconds(1)));
      EVENTS.add("all begin");
      return done();
    }

    @AfterAll
    @Async
    static Coroutine<Void> fails() {
      await(yieldNow());
      throw new IllegalStateException("at the end of all");
    }

    @AsyncTest
    void test() {
      EVENTS.add("test");
    }
  }

  @Test
  void staticLifecycleMethodsAreAwaitedAndTheirFailuresSeen() {
    RanTests ran = RanTests.all(StaticLifecycle.class);
    assertThat(EVENTS).containsExactly("all begin", "test");
    assertThat(ran.failureOfContainer()).hasMessage("at the end of all");
  }
}
