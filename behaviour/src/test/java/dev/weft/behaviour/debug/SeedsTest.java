package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.testing.AsyncTest;
import dev.weft.testing.Decisions;
import dev.weft.testing.SeedFailure;
import dev.weft.testing.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One seed, one order of everything. */
class SeedsTest {
  /** Seven tasks that meet, the order in which they came, and what chance decided. */
  private record Met(List<Integer> order, long hash) {}

  private static Met meet(long seed) throws Exception {
    List<Integer> order = new ArrayList<>();
    return Simulation.run(
        seed,
        simulation -> {
          List<Task<Void>> tasks = new ArrayList<>();
          for (int i = 0; i < 7; i++) {
            tasks.add(createTask(comes(i, order, simulation)));
          }
          await(gather(tasks));
          return new Met(order, simulation.decisions().hash());
        });
  }

  @Async
  private static Coroutine<Void> comes(int number, List<Integer> order, Simulation simulation) {
    await(yieldNow());
    order.add(number);
    await(simulation.pause(Duration.ofMillis(1), Duration.ofMillis(9)));
    order.add(number);
    return done();
  }

  @Test
  void theSameSeedGivesTheSameOrderAndTheSameHash() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(meet(seed)).isEqualTo(meet(seed));
    }
  }

  @Test
  void otherSeedsGiveOtherOrders() throws Exception {
    Set<List<Integer>> orders = new HashSet<>();
    Set<Long> hashes = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      Met met = meet(seed);
      orders.add(met.order().subList(0, 7));
      hashes.add(met.hash());
    }
    assertThat(orders).hasSizeGreaterThan(150);
    assertThat(hashes).hasSize(200);
  }

  @Test
  void seedZeroIsFirstComeFirstServed() throws Exception {
    assertThat(meet(0).order().subList(0, 7)).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  /** asyncio promises their order, and transports rely on it. */
  @Test
  void callbacksKeepTheirOrderWhateverTheSeed() throws Exception {
    for (long seed = 0; seed < 50; seed++) {
      List<Integer> order =
          Simulation.run(
              seed,
              simulation -> {
                List<Integer> called = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                  int number = i;
                  EventLoop.running().callSoon(() -> called.add(number));
                  createTask(yieldNow());
                }
                await(yieldNow());
                await(yieldNow());
                return called;
              });
      assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }
  }

  @Test
  void numbersDatesAndDelaysComeFromTheSeed() {
    Simulation one = Simulation.of(3);
    Simulation same = Simulation.of(3);
    assertThat(one.random().nextLong()).isEqualTo(same.random().nextLong());
    assertThat(one.clock().instant()).isEqualTo(Instant.parse("2000-01-01T00:00:00Z"));
    assertThat(one.between(Duration.ofSeconds(1), Duration.ofSeconds(2)))
        .isEqualTo(same.between(Duration.ofSeconds(1), Duration.ofSeconds(2)))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(one.decisions().hash()).isEqualTo(same.decisions().hash());
    assertThat(Simulation.of(4).random().nextLong())
        .isNotEqualTo(Simulation.of(3).random().nextLong());
  }

  @Test
  void decisionsCanBeLookedAt() throws Exception {
    Simulation simulation = Simulation.of(5);
    Decisions decisions = simulation.decisions();
    simulation.random().nextInt();
    assertThat(decisions.count()).isEqualTo(decisions.all().size()).isEqualTo(1);
  }

  /** Reads, gives way, writes: in the order of arrival nobody sees what is wrong with it. */
  @ExtendWith(OnlyWhenAsked.class)
  static final class LosesUpdates {
    private int account = 100;

    @AsyncTest(seeds = 200)
    @Async
    Coroutine<Void> test() {
      await(gather(reads(), adds()));
      assertThat(account).isEqualTo(110);
      return done();
    }

    @Async
    private Coroutine<Void> reads() {
      await(yieldNow());
      int seen = account;
      await(yieldNow());
      assertThat(seen).isEqualTo(100);
      return done();
    }

    @Async
    private Coroutine<Void> adds() {
      await(yieldNow());
      account += 10;
      return done();
    }
  }

  /** Its children become tasks only when they begin. */
  @ExtendWith(OnlyWhenAsked.class)
  static final class GathersThree {
    private static final Set<List<String>> ORDERS = new HashSet<>();
    private final List<String> order = new ArrayList<>();

    @AsyncTest(seeds = 60)
    @Async
    Coroutine<Void> test() {
      assertThat(await(gather(notes("a"), notes("b"), notes("c")))).containsExactly("a", "b", "c");
      ORDERS.add(order);
      return done();
    }

    @Async
    private Coroutine<String> notes(String name) {
      order.add(name);
      return done(name);
    }
  }

  @Test
  void theChildrenOfAGatherBeginInAnyOrder() {
    assertThat(RanTests.of(GathersThree.class)).hasSize(60).allMatch(ran -> ran.failure() == null);
    assertThat(GathersThree.ORDERS).hasSize(6);
  }

  @Test
  void aFailureNamesItsSeedAndEndsTheSearch() {
    List<RanTests.Ran> ran = RanTests.of(LosesUpdates.class);
    assertThat(ran).hasSizeGreaterThan(1).hasSizeLessThan(200);
    RanTests.Ran last = ran.get(ran.size() - 1);
    assertThat(ran.subList(0, ran.size() - 1)).allMatch(each -> each.failure() == null);
    assertThat(last.name()).isEqualTo("seed " + (ran.size() - 1));
    assertThat(last.failure())
        .isInstanceOf(SeedFailure.class)
        .hasMessageStartingWith(
            "[Seed] LosesUpdates.test failed with seed " + (ran.size() - 1) + " (")
        .hasMessageContaining("run that order again with -Dweft.seed=" + (ran.size() - 1))
        .hasCauseInstanceOf(AssertionError.class);
  }

  @Test
  void thatSeedAloneFailsTheSameWayAgain() {
    List<RanTests.Ran> ran = RanTests.of(LosesUpdates.class);
    String found = last(ran).failure().getMessage();
    String before = System.setProperty("weft.seed", String.valueOf(ran.size() - 1));
    try {
      List<RanTests.Ran> again = RanTests.of(LosesUpdates.class);
      assertThat(again).hasSize(1);
      // Decisions and hash stand in the message; addresses of objects do not.
      assertThat(last(again).failure()).hasMessage(found);
    } finally {
      restore("weft.seed", before);
    }
  }

  private static RanTests.Ran last(List<RanTests.Ran> ran) {
    return ran.get(ran.size() - 1);
  }

  private static void restore(String property, String before) {
    if (before == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, before);
    }
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class RunsOften {
    static int runs;

    @AsyncTest(seeds = 3)
    void test() {
      runs++;
    }

    @AsyncTest(seeds = 3, realTime = true)
    void notInRealTime() {}
  }

  @Test
  void aPropertySaysHowMany() {
    String before = System.setProperty("weft.seeds", "7");
    try {
      RunsOften.runs = 0;
      RanTests.of(RunsOften.class);
      assertThat(RunsOften.runs).isEqualTo(7);
    } finally {
      restore("weft.seeds", before);
    }
  }
}
