package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.Chaos.require;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.behaviour.Chaos.Worker;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualTimeLoop;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Very many hand-overs of locks and semaphores while tasks are cancelled at random: never too many
 * inside, nobody is stuck, and those who wait get in in the order in which they asked.
 *
 * <p>{@code -Dweft.stress=1000000} is the full size.
 */
@SuppressWarnings("try") // A permit is there to be closed.
class SyncStressTest {
  private static final int SEEDS = 4;
  private static final int PASSES = 10;

  /** Those who ask, in the order of asking; in it until they are in, or know that they are not. */
  private final Set<Worker> asking = new LinkedHashSet<>();

  private Chaos chaos;
  private Supplier<Coroutine<Permit>> acquire;
  private int most;
  private int inside;
  private int handOvers;

  /** 211, 215, 216. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aLockIsHandedOnInOrder(long seed) {
    AsyncLock lock = new AsyncLock();
    passAround(seed, lock::acquire, 1);

    assertThat(lock).hasToString("<AsyncLock [unlocked]>");
  }

  /** 237 to 242. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void permitsAreHandedOnInOrder(long seed) {
    AsyncSemaphore semaphore = new AsyncSemaphore(3);
    passAround(seed, semaphore::acquire, 3);

    assertThat(semaphore).hasToString("<AsyncSemaphore [unlocked, value:3]>");
  }

  private void passAround(long seed, Supplier<Coroutine<Permit>> whose, int permits) {
    chaos = new Chaos(seed);
    acquire = whose;
    most = permits;
    VirtualTimeLoop.run(rounds());

    assertThat(handOvers).isGreaterThanOrEqualTo(Chaos.SIZE / SEEDS);
    assertThat(chaos.cancellations()).isGreaterThan(handOvers / 50);
  }

  @Async
  private Coroutine<Void> rounds() {
    while (handOvers < Chaos.SIZE / SEEDS) {
      await(chaos.round(this::passesThrough, this::nobodyIsStuck));
    }
    return done();
  }

  private void nobodyIsStuck() {
    require(chaos.busy() == 0, "stuck after " + handOvers + " hand-overs");
  }

  @Async
  private Coroutine<Void> passesThrough(Worker me) {
    for (int passes = 0; passes < PASSES; ) {
      me.begin();
      asking.add(me);
      try (Permit permit = await(acquire.get())) {
        enter(me);
        if (chaos.chance(2)) {
          await(yieldNow());
        }
        if (chaos.chance(8)) {
          chaos.disturb(me); // Just before the release, in the same turn.
        }
        passes++;
      } catch (CancelledError e) {
        me.interrupted(e);
      }
      if (!asking.remove(me)) {
        inside--;
      }
      if (chaos.chance(8)) {
        chaos.disturb(me); // Just after it.
      }
    }
    me.end();
    return done();
  }

  private void enter(Worker me) {
    for (Worker earlier : asking) {
      if (earlier == me) {
        break;
      }
      require(earlier.isCancelled(), "overtaken after " + handOvers + " hand-overs");
    }
    asking.remove(me);
    handOvers++;
    inside++;
    require(inside <= most, inside + " inside after " + handOvers + " hand-overs");
  }
}
