package dev.weft;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** What a loop does in debug mode, and remembers for it. */
final class DebugMode {
  /** Whether loops start in debug mode, as with PYTHONASYNCIODEBUG. */
  static final boolean BY_DEFAULT =
      Boolean.getBoolean("weft.debug") || !isBlank(System.getenv("WEFT_DEBUG"));

  private final EventLoop loop;
  private boolean on;

  /** Whether this loop is among those for which coroutines are watched. */
  private boolean watches;

  /** How many coroutines had been watched when that began. */
  private int watchedBefore;

  private Duration slowCallbackDuration = Duration.ofMillis(100);

  /** Where futures and handles were made. Weak, so that it keeps none of them alive. */
  private final Map<Object, Origin> origins = new WeakHashMap<>();

  DebugMode(EventLoop loop) {
    this.loop = loop;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  void set(boolean debug) {
    on = debug;
    watch(debug);
  }

  /** The loop is closed. */
  void end() {
    watch(false);
  }

  /** Coroutines of all loops are watched meanwhile: they belong to none before they run. */
  private void watch(boolean debug) {
    if (watches != debug) {
      watches = debug;
      watchedBefore = NeverAwaited.count();
      NeverAwaited.debugging(debug);
    }
  }

  /** Reports coroutines that were made since debug mode began and that nobody has awaited. */
  void reportNeverAwaited() {
    NeverAwaited.reportNow(loop, watchedBefore);
  }

  boolean isOn() {
    return on;
  }

  Duration slowCallbackDuration() {
    return slowCallbackDuration;
  }

  void setSlowCallbackDuration(Duration duration) {
    slowCallbackDuration = duration;
  }

  /**
   * Like asyncio: a running loop may only be used by its own thread; checked in debug mode only.
   */
  void requireLoopThread() {
    if (on && loop.isRunByAnother(ThreadState.get())) {
      throw new IllegalStateException(
          "Non-thread-safe operation invoked on an event loop other than the current one: use"
              + " callSoonThreadsafe or runCoroutineThreadsafe from thread '"
              + Thread.currentThread().getName()
              + "'");
    }
  }

  /** Remembers that something was made, and by which methods on the Java stack. */
  <X> X noted(X made) {
    if (on) {
      origins.put(made, new Origin(loop.time(), null));
    }
    return made;
  }

  /** The same for what the current task made, whose methods need not be on the Java stack. */
  <X> X notedByTask(X made) {
    Task<?> task = loop.currentTask();
    if (on && task != null) {
      List<StackTraceElement> stack = loop.traces().liveStack(task);
      origins.put(made, new Origin(loop.time(), stack.isEmpty() ? null : stack.get(0)));
    }
    return made;
  }

  /** Where an object was made, as the end of its text; empty if that is not known. */
  String originOf(Object object) {
    StackTraceElement place = placeOf(object);
    return place == null ? "" : " created at " + place.getFileName() + ":" + place.getLineNumber();
  }

  /** Where an object was made, or null. */
  @Nullable StackTraceElement placeOf(Object object) {
    Origin origin = origins.get(object);
    if (origin == null || origin.place != null) {
      return origin == null ? null : origin.place;
    }
    return Traces.userPlace(origin.getStackTrace());
  }

  /** When an object was made, on the loop's clock, or null. */
  @Nullable Long timeOf(Object object) {
    Origin origin = origins.get(object);
    return origin == null ? null : origin.madeAtNanos;
  }

  /** The stack that made an object, and when. */
  private static final class Origin extends Throwable {
    private static final long serialVersionUID = 1L;
    private final long madeAtNanos;

    /** Null if the stack says it. */
    private final @Nullable StackTraceElement place;

    Origin(long madeAtNanos, @Nullable StackTraceElement place) {
      this.madeAtNanos = madeAtNanos;
      this.place = place;
    }
  }
}
