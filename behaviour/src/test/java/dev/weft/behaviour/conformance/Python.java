package dev.weft.behaviour.conformance;

import dev.weft.CancelledError;
import dev.weft.ExceptionGroup;
import dev.weft.Future;
import dev.weft.InvalidStateException;
import dev.weft.Outcome;
import dev.weft.sync.Permit;
import dev.weft.sync.QueueEmptyException;
import dev.weft.sync.QueueFullException;
import dev.weft.sync.QueueShutDownException;
import java.util.Collection;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values and exceptions under the names that Python prints. */
@SuppressWarnings("DoNotCallSuggester") // Throwing is what these stand for.
public final class Python {
  private Python() {}

  /** An exception of the programs, with a number. */
  public static class E0 extends Exception {
    private static final long serialVersionUID = 1L;

    private final int value;

    public E0(int value) {
      super(String.valueOf(value));
      this.value = value;
    }
  }

  /** In Python class E1(E0). */
  public static class E1 extends E0 {
    private static final long serialVersionUID = 1L;

    public E1(int value) {
      super(value);
    }
  }

  /** In Python class E2(E1). */
  public static class E2 extends E1 {
    private static final long serialVersionUID = 1L;

    public E2(int value) {
      super(value);
    }
  }

  /** An exception beside those. */
  public static class E3 extends Exception {
    private static final long serialVersionUID = 1L;

    private final int value;

    public E3(int value) {
      super(String.valueOf(value));
      this.value = value;
    }
  }

  /** Weft throws an IllegalStateException where asyncio raises a ValueError or a RuntimeError. */
  static final class ValueError extends IllegalStateException {
    private static final long serialVersionUID = 1L;
  }

  /** What Python raises where the Python twin names what is not there. */
  private static final class OtherError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherError(String name) {
      super(name);
    }
  }

  public static int nameError() {
    throw new OtherError("NameError");
  }

  public static int attributeError() {
    throw new OtherError("AttributeError");
  }

  /** {@code type(..)} for a type that is not one of the program's own. */
  public static Exception make(String type, Object... arguments) {
    return switch (type) {
      case "Exception" -> new Exception();
      case "RuntimeError" -> new IllegalStateException("made by the program");
      case "ValueError" -> new ValueError();
      case "TimeoutError" -> new TimeoutException();
      case "BrokenBarrierError" -> new BrokenBarrierException();
      default -> throw new UnsupportedOperationException("the program makes a " + type);
    };
  }

  /** {@code isinstance(error, type)}, for catch clauses that Java cannot write. */
  public static boolean isA(Throwable error, String type) {
    return switch (type) {
      case "BaseException" -> true;
      case "Exception" -> error instanceof Exception;
      case "E0" -> error instanceof E0;
      case "E1" -> error instanceof E1;
      case "RuntimeError" ->
          name(error).equals("RuntimeError") || error instanceof BrokenBarrierException;
      default -> name(error).equals(type);
    };
  }

  static String name(Throwable error) {
    if (error instanceof OtherError) {
      return String.valueOf(error.getMessage());
    }
    if (error instanceof ValueError) {
      return "ValueError";
    }
    if (error instanceof InvalidStateException) {
      return "InvalidStateError";
    }
    if (error instanceof QueueEmptyException) {
      return "QueueEmpty";
    }
    if (error instanceof QueueFullException) {
      return "QueueFull";
    }
    if (error instanceof QueueShutDownException) {
      return "QueueShutDown";
    }
    if (error instanceof BrokenBarrierException) {
      return "BrokenBarrierError";
    }
    if (error instanceof TimeoutException) {
      return "TimeoutError";
    }
    if (error.getClass() == IllegalStateException.class) {
      return "RuntimeError";
    }
    return error.getClass().getSimpleName();
  }

  static String show(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (value instanceof Permit) {
      return "True"; // What acquire() gives in Python.
    }
    if (value instanceof Outcome.Success<?> success) {
      return show(success.value());
    }
    if (value instanceof Outcome.Failure<?> failure) {
      return show(failure.error());
    }
    if (value instanceof Collection<?> values) {
      return values.stream().map(Python::show).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof Throwable error ? showError(error) : String.valueOf(value);
  }

  private static String showError(Throwable error) {
    if (error instanceof ExceptionGroup group) {
      return group.exceptions().stream()
          .map(Python::show)
          .collect(Collectors.joining(", ", "Group[", "]"));
    }
    if (error instanceof CancelledError) {
      String message = error.getMessage();
      return "CancelledError(" + (message == null ? "" : message) + ")";
    }
    if (error instanceof E0 own) {
      return name(error) + "(" + own.value + ")";
    }
    return error instanceof E3 own ? name(error) + "(" + own.value + ")" : name(error);
  }

  /** {@code unset}, {@code pending}, {@code cancelled}, {@code exc=..} or {@code res=..}. */
  static String state(@Nullable Future<?> future) {
    if (future == null) {
      return "unset";
    }
    if (!future.isDone()) {
      return "pending";
    }
    if (future.isCancelled()) {
      return "cancelled";
    }
    Throwable error = future.exception();
    return error == null ? "res=" + show(future.result()) : "exc=" + show(error);
  }
}
