package dev.weft;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Debug mode's watch over coroutines: one that is collected without having been awaited, made a
 * task or closed is reported with the place where it was made.
 *
 * <p>Only in debug mode, because watching costs more than most calls do; the compile-time lint
 * finds the common case for nothing.
 */
final class NeverAwaited {
  /** Coroutines may be made in any thread, so this is the one table that needs a lock. */
  private static final Map<Coroutine<?>, Watch> WATCHED =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** How many loops are in debug mode now, in whatever threads. */
  private static final AtomicInteger DEBUGGING = new AtomicInteger();

  /** How many coroutines were watched so far. */
  private static final AtomicInteger WATCHES = new AtomicInteger();

  /** Not volatile: who is watched is used in the thread that made it, or after a hand-over. */
  private static boolean watchedAny;

  private NeverAwaited() {}

  /** A loop enters or leaves debug mode: coroutines are watched while any is in it. */
  static void debugging(boolean enters) {
    Coroutine.tracking = DEBUGGING.addAndGet(enters ? 1 : -1) > 0;
  }

  /** How many coroutines have been watched until now. */
  static int count() {
    return WATCHES.get();
  }

  /** Whether any coroutine was ever watched; from then on each use has to be noted. */
  static boolean watches() {
    return watchedAny;
  }

  static void track(Coroutine<?> coroutine) {
    watchedAny = true;
    Watch watch = new Watch(ThreadState.get().running);
    Collected.then(coroutine, watch);
    WATCHED.put(coroutine, watch);
  }

  /** It was awaited, made a task, or closed. */
  static void used(Coroutine<?> coroutine) {
    Watch watch = WATCHED.remove(coroutine);
    if (watch != null) {
      watch.used = true;
    }
  }

  /**
   * Reports those made in a loop, or in this thread while none ran, now and not when they are
   * collected: for tests, which want to know at their end.
   *
   * @param before what {@link #count} gave when the loop began to debug: older ones are not its
   */
  static void reportNow(EventLoop loop, int before) {
    List<Watch> left;
    synchronized (WATCHED) {
      left = new ArrayList<>(WATCHED.values());
    }
    for (Watch watch : left) {
      if (!watch.used && watch.number > before && watch.isOf(loop)) {
        watch.used = true;
        loop.callExceptionHandler(watch.context());
      }
    }
  }

  /** What is known of a coroutine; must not refer to it, nor hold its loop, which may. */
  private static final class Watch implements Runnable {
    private final Throwable madeAt = new Throwable("coroutine made here");

    /** Null if none ran. */
    private final @Nullable WeakReference<EventLoop> madeIn;

    private final int number = WATCHES.incrementAndGet();
    private final long threadId = Thread.currentThread().getId();
    private volatile boolean used;

    Watch(@Nullable EventLoop running) {
      this.madeIn = running == null ? null : new WeakReference<>(running);
    }

    /** The coroutine was collected; this is the cleaner's thread. */
    @Override
    public void run() {
      if (used) {
        return;
      }
      ExceptionContext context = context();
      EventLoop loop = madeIn == null ? null : madeIn.get();
      if (loop == null
          || !loop.offerFromOutside(
              Handle.internal(loop, () -> loop.callExceptionHandler(context)))) {
        Reports.log(context);
      }
    }

    boolean isOf(EventLoop asked) {
      return madeIn == null ? threadId == Thread.currentThread().getId() : madeIn.refersTo(asked);
    }

    /** The report; its trace begins with the async method and then the line that called it. */
    ExceptionContext context() {
      List<StackTraceElement> stack = new ArrayList<>();
      for (StackTraceElement place : Traces.aboveLoop(List.of(madeAt.getStackTrace()))) {
        if (!place.getClassName().startsWith(NeverAwaited.class.getName())) {
          stack.add(place);
        }
      }
      madeAt.setStackTrace(stack.toArray(StackTraceElement[]::new));
      String maker =
          stack.isEmpty() ? "?" : stack.get(0).getClassName() + "." + stack.get(0).getMethodName();
      return ExceptionContext.of("coroutine '" + maker + "' was never awaited")
          .withException(madeAt);
    }
  }
}
