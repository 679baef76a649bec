package dev.weft.benchmarks.limit;

import java.util.ArrayDeque;

/** A semaphore that hands its permits over: a number and a line of steps. */
public final class Turnstile {
  private final Ring ring;
  private final ArrayDeque<Step> line = new ArrayDeque<>();
  private int permits;

  /** With so many permits. */
  public Turnstile(Ring ring, int permits) {
    this.ring = ring;
    this.permits = permits;
  }

  /** Takes a permit; false if there is none, then {@code step} runs once it has been given one. */
  public boolean acquire(Step step) {
    if (permits == 0) {
      line.add(step);
      return false;
    }
    permits--;
    return true;
  }

  /** Gives a permit to the first in line, or back. */
  public void release() {
    Step next = line.poll();
    if (next == null) {
      permits++;
    } else {
      ring.add(next);
    }
  }
}
