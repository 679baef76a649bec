package dev.weft.testing;

import java.util.Random;

/** A seeded generator whose draws are decisions of the simulation. */
final class NotedRandom extends Random {
  private static final long serialVersionUID = 1L;

  private final transient VirtualTimeLoop loop;
  private final transient Decisions decisions;

  NotedRandom(long seed, VirtualTimeLoop loop, Decisions decisions) {
    super(seed);
    this.loop = loop;
    this.decisions = decisions;
  }

  @Override
  protected int next(int bits) {
    int drawn = super.next(bits);
    decisions.note(loop.time(), drawn);
    return drawn;
  }
}
