package dev.weft.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What chance decided in a run, in order: which entry came next, which number was drawn. Two runs
 * with the same hash went the same way.
 */
public final class Decisions {
  /** So many are kept to be looked at; all are counted and hashed. */
  private static final int MOST_KEPT = 100_000;

  private int[] kept = new int[64];
  private int size;
  private long count;
  private long hash = 0xcbf29ce484222325L;

  Decisions() {}

  /** Notes that {@code chosen} was chosen at a time. */
  void note(long time, int chosen) {
    count++;
    hash = mixed(mixed(hash, time), chosen);
    if (size < MOST_KEPT) {
      if (size == kept.length) {
        kept = Arrays.copyOf(kept, size * 2);
      }
      kept[size++] = chosen;
    }
  }

  private static long mixed(long hash, long value) {
    long mixed = (hash ^ value) * 0x9e3779b97f4a7c15L;
    return mixed ^ (mixed >>> 32);
  }

  /**
   * How many there were.
   *
   * @return the number of decisions so far
   */
  public long count() {
    return count;
  }

  /**
   * A number that two different runs almost surely do not share.
   *
   * @return a hash of all decisions and of the times at which they were made
   */
  public long hash() {
    return hash;
  }

  /**
   * The decisions themselves, the first hundred thousand of them.
   *
   * @return what was chosen, in order
   */
  public List<Integer> all() {
    List<Integer> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      all.add(kept[i]);
    }
    return all;
  }
}
