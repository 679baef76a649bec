package dev.weft;

import java.util.ArrayList;
import java.util.List;

/**
 * Several failures that happened together, as a {@link TaskGroup} raises them.
 *
 * <p>The failures are also {@linkplain #getSuppressed() suppressed}, so that an ordinary stack
 * trace shows each of them.
 */
public final class ExceptionGroup extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Transient because a failure need not be serializable; a copy keeps them as suppressed. */
  private final transient List<Throwable> exceptions;

  /** How many of the suppressed are the group's; what suppresses more comes after them. */
  private final int count;

  /**
   * Groups failures.
   *
   * @param message what happened
   * @param exceptions the failures in the order in which they happened, at least one
   */
  public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
    super(message);
    if (exceptions.isEmpty()) {
      throw new IllegalArgumentException("an ExceptionGroup needs at least one exception");
    }
    this.exceptions = List.copyOf(exceptions);
    this.count = exceptions.size();
    this.exceptions.forEach(this::addSuppressed);
  }

  /**
   * The failures.
   *
   * @return at least one, in the order in which they happened
   */
  public List<Throwable> exceptions() {
    return exceptions == null ? List.of(getSuppressed()).subList(0, count) : exceptions;
  }

  /**
   * The failures of one type, also those inside nested groups.
   *
   * @param type what to look for
   * @return the failures found, in order
   * @param <X> the type looked for
   */
  public <X extends Throwable> List<X> exceptions(Class<X> type) {
    List<X> found = new ArrayList<>();
    for (Throwable each : exceptions()) {
      if (type.isInstance(each)) {
        found.add(type.cast(each));
      } else if (each instanceof ExceptionGroup group) {
        found.addAll(group.exceptions(type));
      }
    }
    return found;
  }

  /** Names the message and the number of failures, as Python does. */
  @Override
  public String getMessage() {
    return super.getMessage()
        + " ("
        + count
        + (count == 1 ? " sub-exception)" : " sub-exceptions)");
  }
}
