package dev.weft.testing;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The seeds with which a test runs.
 *
 * @param all the seeds, in order
 * @param areSeveral whether the test is meant to run in several orders, even if only one is asked
 */
record Seeds(List<Long> all, boolean areSeveral) {
  static Seeds of(AsyncTest test, Method method) {
    if (test.seeds() < 1 || (test.seeds() > 1 && test.realTime())) {
      throw new IllegalArgumentException(
          "[AsyncTest] "
              + method
              + ": seeds = "
              + test.seeds()
              + (test.realTime()
                  ? " in real time, which has one order only; drop realTime or seeds"
                  : "; it must be 1 or more"));
    }
    if (test.seeds() == 1) {
      return new Seeds(List.of(0L), false);
    }
    Long only = Long.getLong("weft.seed");
    if (only != null) {
      return new Seeds(List.of(only), true);
    }
    long count = Long.getLong("weft.seeds", test.seeds());
    return new Seeds(LongStream.range(0, count).boxed().toList(), true);
  }
}
