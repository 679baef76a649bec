package dev.weft.testing;

import dev.weft.AsyncFunction;
import dev.weft.Asyncio;
import dev.weft.Context;
import dev.weft.Coroutine;
import dev.weft.Runner;
import dev.weft.io.Network;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/**
 * A world that one number decides: the order in which tasks run, random numbers, the clock, delays.
 * The same seed gives the same run.
 *
 * <pre>{@code
 * int dice = Simulation.run(42, world -> 1 + world.random().nextInt(6)); // always the same
 * }</pre>
 *
 * <p>Seed 0 runs things in the order in which they became ready; each other seed in an order of its
 * own. What code must not rely on is told in the project's {@code docs/testing.md}.
 */
public final class Simulation {
  private final long seed;
  private final Decisions decisions = new Decisions();
  private final VirtualTimeLoop loop;
  private final Random random;
  private final Clock clock;
  private final SimulatedNetwork network;

  private Simulation(long seed) {
    this.seed = seed;
    this.loop = new VirtualTimeLoop(seed, decisions);
    this.random = new NotedRandom(seed, loop, decisions);
    this.clock = new LoopClock(loop);
    this.network = new SimulatedNetwork(this);
  }

  /**
   * A new world with a loop that has not run.
   *
   * @param seed decides everything
   * @return the world
   */
  public static Simulation of(long seed) {
    return new Simulation(seed);
  }

  /**
   * Runs an async lambda in a new world, as {@code Asyncio.run} does.
   *
   * @param seed decides everything
   * @param main given the world
   * @return its result
   * @param <T> the result
   * @throws Exception whatever the lambda throws
   */
  public static <T> T run(long seed, AsyncFunction<Simulation, T> main) throws Exception {
    Simulation simulation = of(seed);
    try (Runner runner = simulation.runner(false)) {
      return runner.run(Asyncio.async(main, simulation));
    }
  }

  /** What runs coroutines here: streams and servers in them use the simulated network. */
  Runner runner(boolean debug) {
    Runner.Builder builder = Runner.builder().loopFactory(() -> loop);
    Runner runner = (debug ? builder.debug(true) : builder).build();
    Context.copyCurrent()
        .run(
            () -> {
              Network.use(network.at(SimulatedNetwork.LOCALHOST));
              runner.loop(); // Takes over this context, and debug mode begins.
            });
    return runner;
  }

  /**
   * The number that decides everything.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  /**
   * The loop, in virtual time.
   *
   * @return always the same
   */
  public VirtualTimeLoop loop() {
    return loop;
  }

  /**
   * Random numbers for the code under test, the same in every run with this seed.
   *
   * @return always the same generator
   */
  public Random random() {
    return random;
  }

  /**
   * The loop's time as a clock, for code that asks for the date. It starts with the year 2000.
   *
   * @return a clock in UTC
   */
  public Clock clock() {
    return clock;
  }

  /**
   * The network that streams and servers use in this world.
   *
   * @return always the same
   */
  public SimulatedNetwork network() {
    return network;
  }

  /**
   * A delay between two others.
   *
   * @param least the shortest
   * @param most the longest
   * @return a random duration, in whole microseconds
   */
  public Duration between(Duration least, Duration most) {
    long micros = most.minus(least).toNanos() / 1000;
    return micros <= 0 ? least : least.plusNanos(random.nextLong(micros + 1) * 1000);
  }

  /**
   * Sleeps for a while between two durations.
   *
   * @param least the shortest
   * @param most the longest
   * @return done when the time is over
   */
  public Coroutine<Void> pause(Duration least, Duration most) {
    return Asyncio.sleep(between(least, most));
  }

  /**
   * Whether something happens.
   *
   * @param probability from 0 never to 1 always
   * @return true with that probability
   */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /**
   * What chance has decided so far.
   *
   * @return always the same object, which grows
   */
  public Decisions decisions() {
    return decisions;
  }

  @Override
  public String toString() {
    return "<Simulation seed=" + seed + " decisions=" + decisions.count() + ">";
  }
}
