package dev.weft;

/** Something in the loop's timer queue. */
interface Timed {
  /** Whether it was cancelled, so that the queue may forget it. */
  boolean isDead();
}
