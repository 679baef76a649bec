package dev.weft.sync;

/**
 * The right to be inside, until closed: {@code try (var permit = await(lock.acquire())) { ... }}.
 *
 * <p>It is not bound to a task: closing it releases, whoever holds what.
 */
@FunctionalInterface
public interface Permit extends AutoCloseable {
  /**
   * Releases.
   *
   * @throws IllegalStateException if there is nothing to release
   */
  @Override
  void close();
}
