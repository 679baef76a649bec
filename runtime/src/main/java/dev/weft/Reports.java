package dev.weft;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The one place that tells about failures nobody receives, and that writes to the log. */
final class Reports {
  private static final System.Logger LOGGER = System.getLogger("dev.weft");

  private final EventLoop loop;
  private @Nullable ExceptionHandler handler;

  Reports(EventLoop loop) {
    this.loop = loop;
  }

  void setHandler(@Nullable ExceptionHandler handler) {
    this.handler = handler;
  }

  @Nullable ExceptionHandler handler() {
    return handler;
  }

  /** Calls the user's handler, else the loop's default one; neither may harm the loop. */
  void report(ExceptionContext context) {
    ExceptionHandler custom = handler;
    if (custom == null) {
      reportByDefault(context, "Exception in default exception handler");
      return;
    }
    try {
      runWhereItHappened(context, () -> custom.handle(loop, context));
    } catch (Throwable failure) {
      throwIfFatal(failure);
      reportByDefault(
          ExceptionContext.of("Unhandled error in exception handler")
              .withException(failure)
              .withAbout("while handling: " + text(context)),
          "Exception in default exception handler while handling an unexpected error in custom"
              + " exception handler");
    }
  }

  private void reportByDefault(ExceptionContext context, String ifThatFails) {
    try {
      loop.defaultExceptionHandler(context);
    } catch (Throwable failure) {
      throwIfFatal(failure);
      LOGGER.log(Level.ERROR, ifThatFails, failure);
    }
  }

  /** Like asyncio: the handler sees the context variables of the task or callback. */
  private static void runWhereItHappened(ExceptionContext context, Runnable report) {
    Context where = context.task() != null ? context.task().context() : null;
    if (where == null && context.handle() != null) {
      where = context.handle().context();
    }
    ThreadState thread = ThreadState.get();
    Context outer = thread.entered;
    thread.entered = where == null ? outer : where;
    try {
      report.run();
    } finally {
      thread.entered = outer;
    }
  }

  private static void throwIfFatal(Throwable failure) {
    if (Fatal.is(failure)) {
      throw Sneaky.rethrow(failure);
    }
  }

  /** What the default handler does. */
  static void log(ExceptionContext context) {
    Throwable failure = context.exception();
    if (failure == null) {
      LOGGER.log(Level.ERROR, text(context));
    } else {
      LOGGER.log(Level.ERROR, text(context), failure);
    }
  }

  static void warn(String message) {
    LOGGER.log(Level.WARNING, message);
  }

  /** The message, and under it what is known, in alphabetical order as asyncio has it. */
  private static String text(ExceptionContext context) {
    StringBuilder text = new StringBuilder();
    String message = context.message();
    text.append(message.isEmpty() ? "Unhandled exception in event loop" : message);
    line(text, "about", context.about());
    line(text, "future", context.future());
    line(text, "handle", context.handle());
    line(text, "task", context.task());
    return text.toString();
  }

  private static void line(StringBuilder text, String key, @Nullable Object value) {
    if (value != null) {
      text.append(System.lineSeparator()).append(key).append(": ").append(value);
    }
  }
}
