package dev.weft.io;

import java.util.Arrays;
import java.util.Comparator;

/** What ends a piece of a stream, and the search for it. */
final class Separators {
  static final byte[] LINE_FEED_BYTES = {'\n'};
  static final Separators LINE_FEED = new Separators(LINE_FEED_BYTES);

  private final byte[][] alternatives;
  private final int longest;

  /** The length of the one that was found last. */
  private int matched;

  Separators(byte[]... alternatives) {
    if (alternatives.length == 0) {
      throw new IllegalArgumentException("readUntil() needs at least one separator");
    }
    int most = 0;
    for (byte[] separator : alternatives) {
      if (separator.length == 0) {
        throw new IllegalArgumentException("a separator of readUntil() is empty");
      }
      most = Math.max(most, separator.length);
    }
    this.alternatives = alternatives.clone();
    // Like asyncio: of two that end at the same place the shorter one is taken.
    Arrays.sort(this.alternatives, Comparator.comparingInt(separator -> separator.length));
    this.longest = most;
    this.matched = alternatives[0].length;
  }

  int longest() {
    return longest;
  }

  int matched() {
    return matched;
  }

  /** Where the shortest piece ends that has a separator; -1 if there is none. */
  int findEnd(ReadBuffer buffer, int from) {
    int first = -1;
    for (byte[] separator : alternatives) {
      int start = buffer.indexOf(separator, from);
      int end = start + separator.length;
      if (start >= 0 && (first < 0 || end < first)) {
        first = end;
        matched = separator.length;
      }
    }
    return first;
  }
}
