package dev.weft;

import dev.weft.compiled.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes stack traces read as if async code were synchronous: source methods and lines, the awaiting
 * callers below them, none of the runtime's own frames between.
 *
 * <p>Costs nothing until something is thrown, and then once for each exception and step; unless the
 * code that catches it does not look at it, for which nothing is done either.
 *
 * <pre>
 *   leaves a body --.--> caught and looked at, or another follows, or the step ends: made readable
 *                   '--> caught and ignored: left as it is
 * </pre>
 */
final class Traces {
  /** No trace gets longer by more than this many callers, however deep the recursion. */
  private static final int MOST_CALLERS = 256;

  /** How many causes of an exception are cleaned too, and suppressed ones of each of them. */
  private static final int MOST_CAUSES = 8;

  /** What stands between two bodies on the Java stack. */
  private static final Set<String> PLUMBING =
      Set.of(
          "dev.weft.ContextBlock",
          "dev.weft.Coroutine",
          "dev.weft.DerivedIterator",
          "dev.weft.ForEach",
          "dev.weft.Generator$Advance",
          "dev.weft.Generator$Close",
          "dev.weft.TakeIterator",
          "dev.weft.Task",
          "dev.weft.TaskGroupBlock",
          "dev.weft.TimeoutBlock",
          "dev.weft.compiled.Attempt",
          "dev.weft.compiled.FacadeCall",
          "dev.weft.compiled.AsyncFor",
          "dev.weft.compiled.AsyncWith",
          "dev.weft.compiled.Frame",
          "dev.weft.compiled.GeneratorFrame",
          "dev.weft.compiled.LargeFrame",
          "dev.weft.compiled.MediumFrame",
          "dev.weft.sync.AwaitedCalls");

  private static final Set<String> RUNTIME_PACKAGES =
      Set.of(
          "dev.weft",
          "dev.weft.compiled",
          "dev.weft.debug",
          "dev.weft.io",
          "dev.weft.loop",
          "dev.weft.sync",
          "dev.weft.testing");

  private static final String BOTTOM_CLASS = "dev.weft.Task";
  private static final Set<String> BOTTOM_METHODS = Set.of("begin", "climb", "goOn");

  /** How the weaver names the body of a method; see GeneratedNames in the processor. */
  private static final String BODY_PREFIX = "lambda$";

  private static final String BODY_SUFFIX = "$async";

  /**
   * What it adds between a body and its caller: {@code m$async}, {@code m$async$int} and {@code
   * m$async$resume}.
   */
  private static final Set<String> BETWEEN_SUFFIXES = Set.of("$int", "$resume");

  /** The exception that is on its way in this step: it passes many frames, of which one counts. */
  private @Nullable Throwable passing;

  /** Who awaited the body that it left first; null when it has been made readable. */
  private @Nullable AwaitChain itsCallers;

  /** A failure leaves a body: that of the frame that was resumed last, or one that it called. */
  void passing(Throwable failure, @Nullable Frame<?> resumed) {
    if (isNew(failure)) {
      note(failure, below(resumed));
    }
  }

  /** A failure leaves an operation of the runtime, after a resume; {@code awaiting} awaits that. */
  void passingTo(Throwable failure, @Nullable Frame<?> awaiting) {
    if (isNew(failure)) {
      note(failure, new AwaitChain(awaitStack(awaiting), false));
    }
  }

  private boolean isNew(Throwable failure) {
    return passing != failure && !(failure instanceof CancelledError c && c.isDelivered());
  }

  private void note(Throwable failure, AwaitChain callers) {
    makeReadable(); // Whoever throws another may have kept it.
    passing = failure;
    itsCallers = callers;
  }

  /** A body has caught something that it will look at, be it from a plain call of its own. */
  void caught(Throwable failure, Task<?> task) {
    passing(failure, task.innermost());
    makeReadable();
  }

  /** A body has caught something that nobody will look at. */
  void ignored(Throwable failure) {
    if (passing == failure) {
      passing = null;
      itsCallers = null;
    }
  }

  /** The step is over; the next may throw the same exception from elsewhere. */
  void stepEnded() {
    if (passing != null) {
      makeReadable();
      passing = null;
    }
  }

  private void makeReadable() {
    AwaitChain callers = itsCallers;
    if (callers != null) {
      itsCallers = null;
      try {
        cleanWithCauses(passing, callers);
      } catch (RuntimeException refused) {
        // It is the user's class, or a mock of it, which has no trace at all: it stays as it is.
      }
    }
  }

  private static void cleanWithCauses(@Nullable Throwable failure, AwaitChain callers) {
    Throwable each = failure;
    for (int i = 0; each != null && i <= MOST_CAUSES; i++) {
      clean(each, callers);
      Throwable[] suppressed = each.getSuppressed();
      for (int n = 0; n < Math.min(suppressed.length, MOST_CAUSES); n++) {
        clean(suppressed[n], callers);
      }
      each = each.getCause();
    }
  }

  /** A cancellation is delivered at an await: its trace is where the task was interrupted. */
  void interrupted(CancelledError error, @Nullable Frame<?> innermost) {
    if (error.getStackTrace().length == 0) {
      error.setStackTrace(awaitStack(innermost).toArray(StackTraceElement[]::new));
    }
  }

  /** The places where a frame and those that await it stand, innermost first. */
  List<StackTraceElement> awaitStack(@Nullable Frame<?> innermost) {
    List<StackTraceElement> stack = new ArrayList<>();
    Frame<?> frame = innermost;
    while (frame != null && stack.size() < MOST_CALLERS) {
      StackTraceElement place = LineTable.placeOf(frame);
      if (place != null) {
        stack.add(place);
      }
      frame = Task.awaiting(frame);
    }
    return stack;
  }

  /** Where the running task stands, asked by code that it has called: innermost first. */
  List<StackTraceElement> liveStack(Task<?> task) {
    Throwable here = new Throwable();
    clean(here, below(task.innermost()));
    return fromTheUsers(here.getStackTrace());
  }

  /** Where those stand that await what is on the Java stack, if {@code resumed} is its lowest. */
  private AwaitChain below(@Nullable Frame<?> resumed) {
    return new AwaitChain(
        awaitStack(resumed), resumed != null && LineTable.placeOf(resumed) != null);
  }

  /** A stack without the runtime's own places on top of the user's. */
  private static List<StackTraceElement> fromTheUsers(StackTraceElement[] stack) {
    int user = 0;
    while (user < stack.length && isRuntime(stack[user].getClassName())) {
      user++;
    }
    return List.of(stack).subList(user, stack.length);
  }

  /** What lies above the loop on its thread's stack, as in the source and without plumbing. */
  static List<StackTraceElement> aboveLoop(List<StackTraceElement> raw) {
    List<StackTraceElement> kept = new ArrayList<>();
    for (StackTraceElement element : raw) {
      String type = element.getClassName();
      if (type.equals("dev.weft.Handle") || type.equals("dev.weft.Entries")) {
        break;
      }
      if (!isPlumbing(element) && !type.contains("$$Lambda") && !type.equals("dev.weft.Context")) {
        StackTraceElement place = inSource(element);
        kept.add(renamed(place, place.getMethodName()));
      }
    }
    return kept;
  }

  /** A thread's stack with the bodies of async methods named as in the source. */
  static List<StackTraceElement> inSources(List<StackTraceElement> raw) {
    return raw.stream().filter(e -> !isBetweenBodies(e)).map(Traces::inSource).toList();
  }

  /** The innermost place that is the user's own, as in the source; null if there is none. */
  static @Nullable StackTraceElement userPlace(StackTraceElement[] raw) {
    for (StackTraceElement element : raw) {
      if (!isRuntime(element.getClassName())) {
        return inSource(element);
      }
    }
    return null;
  }

  /**
   * The main task's failure comes out of run: the code that called run stands below it, as below
   * any call.
   */
  Throwable rethrownByCaller(Throwable failure) {
    List<StackTraceElement> callers = fromTheUsers(new Throwable().getStackTrace());
    try {
      List<StackTraceElement> whole = new ArrayList<>(List.of(failure.getStackTrace()));
      whole.addAll(callers);
      failure.setStackTrace(whole.toArray(StackTraceElement[]::new));
    } catch (RuntimeException refused) {
      // As above.
    }
    return failure;
  }

  /** Whether a class is the runtime's own and no code of the user. */
  static boolean isRuntime(String className) {
    return RUNTIME_PACKAGES.contains(packageOf(className)) && !className.endsWith("Test");
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }

  private static void clean(Throwable failure, AwaitChain callers) {
    StackTraceElement[] raw = failure.getStackTrace();
    int bottom = indexOfBottom(raw);
    if (bottom < 0) {
      return; // Thrown elsewhere, or cleaned in an earlier step.
    }
    List<StackTraceElement> kept = new ArrayList<>();
    for (int i = 0; i < bottom; i++) {
      if (!isPlumbing(raw[i])) {
        kept.add(inSource(raw[i]));
      }
    }
    kept.addAll(callers.below(kept));
    failure.setStackTrace(kept.toArray(StackTraceElement[]::new));
  }

  /** Whether it stands between two bodies on the Java stack. */
  private static boolean isPlumbing(StackTraceElement element) {
    return PLUMBING.contains(element.getClassName()) || isBetweenBodies(element);
  }

  private static boolean isBetweenBodies(StackTraceElement element) {
    String method = element.getMethodName();
    if (element.getLineNumber() >= 0 || !method.contains(BODY_SUFFIX)) {
      return false;
    }
    return BETWEEN_SUFFIXES.stream().anyMatch(method::endsWith)
        || (bodyOf(method) == null && endOfBodyName(method) == method.length());
  }

  /** Where the loop called the task; what lies below says nothing about the task. */
  private static int indexOfBottom(StackTraceElement[] raw) {
    for (int i = 0; i < raw.length; i++) {
      if (BOTTOM_METHODS.contains(raw[i].getMethodName())
          && raw[i].getClassName().equals(BOTTOM_CLASS)) {
        return i;
      }
    }
    return -1;
  }

  private static StackTraceElement inSource(StackTraceElement element) {
    String method = bodyOf(element.getMethodName());
    return method == null ? element : renamed(element, method);
  }

  /** The method that has {@code name} as its body, null if it is none: no regex, for speed. */
  private static @Nullable String bodyOf(String name) {
    return name.startsWith(BODY_PREFIX) && endOfBodyName(name) == name.length()
        ? name.substring(BODY_PREFIX.length(), name.lastIndexOf(BODY_SUFFIX))
        : null;
  }

  /** Where {@code $async}, and a number behind it if there is one, ends in a name; else -1. */
  private static int endOfBodyName(String name) {
    int suffix = name.lastIndexOf(BODY_SUFFIX);
    if (suffix < 0) {
      return -1;
    }
    int end = suffix + BODY_SUFFIX.length();
    if (end < name.length() - 1 && name.charAt(end) == '$') {
      int digit = end + 1;
      while (digit < name.length() && Character.isDigit(name.charAt(digit))) {
        digit++;
      }
      return digit;
    }
    return end;
  }

  private static StackTraceElement renamed(StackTraceElement element, String method) {
    return new StackTraceElement(
        null, // Else the name of the application's loader, which is not shown, would be.
        element.getModuleName(),
        element.getModuleVersion(),
        element.getClassName(),
        method,
        element.getFileName(),
        element.getLineNumber());
  }
}
