package dev.weft;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several failures that happened together, as a {@link TaskGroup} raises them.
 *
 * <p>The first is also the cause, so that every log shows it; a printed stack trace shows all of
 * them. They are not suppressed: in Java that says that closing something failed as well.
 */
public final class ExceptionGroup extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An array because it is serializable as a list need not be. */
  private final Throwable[] exceptions;

  /**
   * Groups failures.
   *
   * @param message what happened
   * @param exceptions the failures in the order in which they happened, at least one
   */
  public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
    super(message, first(exceptions));
    this.exceptions = exceptions.toArray(Throwable[]::new);
  }

  private static Throwable first(List<? extends Throwable> exceptions) {
    if (exceptions.isEmpty()) {
      throw new IllegalArgumentException("an ExceptionGroup needs at least one exception");
    }
    return exceptions.get(0);
  }

  /**
   * The failures.
   *
   * @return at least one, in the order in which they happened
   */
  public List<Throwable> exceptions() {
    return List.of(exceptions);
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
    for (Throwable each : exceptions) {
      if (type.isInstance(each)) {
        found.add(type.cast(each));
      } else if (each instanceof ExceptionGroup group) {
        found.addAll(group.exceptions(type));
      }
    }
    return found;
  }

  /**
   * What is left when the failures of one type are dealt with: {@link #exceptions(Class)} and this
   * are Python's {@code except*}.
   *
   * @param type what to leave out, also inside nested groups
   * @return a group with the others; null if there are none
   */
  public @Nullable ExceptionGroup without(Class<? extends Throwable> type) {
    if (exceptions(type).isEmpty()) {
      return this;
    }
    List<Throwable> left = new ArrayList<>();
    for (Throwable each : exceptions) {
      Throwable rest = each instanceof ExceptionGroup group ? group.without(type) : each;
      if (rest != null && !type.isInstance(each)) {
        left.add(rest);
      }
    }
    return left.isEmpty() ? null : new ExceptionGroup(title(), left).withTraceOf(this);
  }

  private String title() {
    return String.valueOf(super.getMessage());
  }

  private ExceptionGroup withTraceOf(ExceptionGroup origin) {
    setStackTrace(origin.getStackTrace());
    return this;
  }

  /** Names the message and the number of failures, as Python does. */
  @Override
  public String getMessage() {
    return super.getMessage()
        + " ("
        + exceptions.length
        + (exceptions.length == 1 ? " sub-exception)" : " sub-exceptions)");
  }

  @Override
  public void printStackTrace(PrintStream out) {
    super.printStackTrace(out);
    for (int i = 1; i < exceptions.length; i++) {
      out.println(heading(i));
      exceptions[i].printStackTrace(out);
    }
  }

  @Override
  public void printStackTrace(PrintWriter out) {
    super.printStackTrace(out);
    for (int i = 1; i < exceptions.length; i++) {
      out.println(heading(i));
      exceptions[i].printStackTrace(out);
    }
  }

  private String heading(int index) {
    return "Sub-exception " + (index + 1) + " of " + exceptions.length + ":";
  }
}
