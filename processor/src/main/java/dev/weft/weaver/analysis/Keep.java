package dev.weft.weaver.analysis;

/** Which locals are kept at a suspension point. */
public enum Keep {
  /** Those that may still be read, and visible primitive variables. */
  NEEDED,
  /**
   * Every primitive local that has a value, read or not. More is moved at each suspension, but more
   * suspension points have equal layouts and share their code: methods with very many locals and
   * suspension points become small enough that way.
   */
  ALL_NUMBERS
}
