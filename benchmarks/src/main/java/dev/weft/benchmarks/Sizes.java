package dev.weft.benchmarks;

/** How much one invocation of each workload does: the same for all peers. */
public final class Sizes {
  /** Awaited calls. */
  public static final int CALLS = 100_000;

  /** Turns that one task takes by itself. */
  public static final int TURNS = 100_000;

  /** Tasks that take turns, so many that their frames do not stay in the first cache. */
  public static final int TASKS = 1_000;

  /** Turns that each of them takes: creating it must not show. */
  public static final int TURNS_EACH = 200;

  /** All of these. */
  public static final int TURNS_OF_ALL = TASKS * TURNS_EACH;

  /** Items that pass a queue. */
  public static final int ITEMS = 100_000;

  /** What the larger queue holds. */
  public static final int CAPACITY = 1_024;

  /** Tasks created and awaited one by one. */
  public static final int CREATED = 20_000;

  /** Tasks that one gather waits for. */
  public static final int GATHERED = 100_000;

  /** Tasks that want to get through a semaphore. */
  public static final int VISITORS = 10_000;

  /** How many of them may be inside at once. */
  public static final int PERMITS = 10;

  /** Tasks that hand a lock to each other. */
  public static final int OWNERS = 10;

  /** How often each of them has it. */
  public static final int ROUNDS = 1_000;

  /** All of these. */
  public static final int HAND_OVERS = OWNERS * ROUNDS;

  /** Leaves of the ten-ary tree of tasks. */
  public static final int LEAVES = 1_000_000;

  /** Time-outs that never fire. */
  public static final int TIMEOUTS = 20_000;

  /** Exceptions that pass ten awaits. */
  public static final int FAILURES = 2_000;

  /** Divides them all, so that a test can run each workload in a moment; a power of ten. */
  private static final int SHRINK = Integer.getInteger("weft.benchmarks.shrink", 1);

  private Sizes() {}

  /** What is really done of a size. */
  public static int shrunk(int size) {
    return Math.max(1, size / SHRINK);
  }
}
