package dev.weft.benchmarks.limit;

/** A hand-written state machine: runs from where it stopped to where it stops next. */
public interface Step {
  /** Runs on. */
  void step();
}
