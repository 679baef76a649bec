package dev.weft.benchmarks.echo;

/** How long requests took, to the microsecond. */
final class Latencies {
  /** What takes longer than a tenth of a second counts as that. */
  private final int[] perMicro = new int[100_000];

  private long count;

  void add(long nanos) {
    perMicro[(int) Math.min(nanos / 1_000, perMicro.length - 1)]++;
    count++;
  }

  long count() {
    return count;
  }

  /** The time that so large a part of the requests did not take longer than. */
  int micros(double part) {
    long sum = 0;
    for (int micros = 0; micros < perMicro.length; micros++) {
      sum += perMicro[micros];
      if (sum >= part * count) {
        return micros;
      }
    }
    return perMicro.length;
  }
}
