package dev.weft;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What {@link Asyncio#waitUntil} found: who is done and who is not, each in the order of the
 * argument.
 *
 * @param done the futures that are done
 * @param pending the others
 * @param <T> the futures' results
 */
public record Waited<T>(Set<Future<T>> done, Set<Future<T>> pending) {
  /**
   * Keeps an unmodifiable copy of both sets in their order.
   *
   * @param done the futures that are done
   * @param pending the others
   */
  public Waited {
    done = Collections.unmodifiableSet(new LinkedHashSet<>(done));
    pending = Collections.unmodifiableSet(new LinkedHashSet<>(pending));
  }
}
