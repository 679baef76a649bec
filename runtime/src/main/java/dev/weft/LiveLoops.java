package dev.weft;

import dev.weft.debug.LoopMonitor;
import dev.weft.debug.TaskDump;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The loops of this process that are not closed, for those who look at all of them. */
final class LiveLoops {
  /** How long a loop has to answer before it is looked at from outside. */
  private static final long PATIENCE_MILLIS = 1000;

  /** A loop that changes under our eyes is looked at again, but not for ever. */
  private static final int MOST_ATTEMPTS = 5;

  /** Loops are made and closed in any thread. Weak: a loop that nobody closes may still go. */
  private static final Map<EventLoop, Boolean> LOOPS =
      Collections.synchronizedMap(new WeakHashMap<>());

  static {
    if (Boolean.getBoolean("weft.jmx")) {
      LoopMonitor.register();
    }
  }

  private LiveLoops() {}

  static void add(EventLoop loop) {
    LOOPS.put(loop, true);
  }

  static void remove(EventLoop loop) {
    LOOPS.remove(loop);
  }

  static List<EventLoop> all() {
    synchronized (LOOPS) {
      return new ArrayList<>(LOOPS.keySet());
    }
  }

  /** A dump of a loop that another thread runs: made by the loop itself if it answers in time. */
  static TaskDump ask(EventLoop loop) {
    CompletableFuture<TaskDump> answer = new CompletableFuture<>();
    Handle question = Handle.internal(loop, () -> answer.complete(Dumps.of(loop)));
    if (!loop.offerFromOutside(question)) {
      return Dumps.of(loop);
    }
    try {
      return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException notAnswered) {
      return fromOutside(loop);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fromOutside(loop);
    }
  }

  /**
   * Looks at a loop whose thread is busy. While it is, its tasks mostly stand still, so this mostly
   * sees what is true; and a picture with a fault is better than none.
   */
  private static TaskDump fromOutside(EventLoop loop) {
    Thread thread = loop.threadOrNull();
    List<StackTraceElement> busyWith = thread == null ? List.of() : List.of(thread.getStackTrace());
    RuntimeException changed = new IllegalStateException("the loop changes too fast: " + loop);
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      try {
        return Dumps.fromOutside(loop).withBusy(Traces.inSources(busyWith));
      } catch (RuntimeException e) {
        changed = e;
      }
    }
    throw changed;
  }
}
