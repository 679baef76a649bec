package dev.weft.testing;

import dev.weft.loop.Clock;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/** Chooses what runs next, by a seed; draws of the code under test do not change its choices. */
final class SeededOrder implements IntUnaryOperator {
  private final SplittableRandom random;
  private final Clock clock;
  private final Decisions decisions;

  SeededOrder(long seed, Clock clock, Decisions decisions) {
    this.random = new SplittableRandom(seed);
    this.clock = clock;
    this.decisions = decisions;
  }

  @Override
  public int applyAsInt(int candidates) {
    int chosen = random.nextInt(candidates);
    decisions.note(clock.nanos(), chosen);
    return chosen;
  }
}
