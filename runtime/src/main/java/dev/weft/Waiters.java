package dev.weft;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those who want to know when a future is done: nobody (null), one of them (itself), or a {@link
 * Many}. Most futures have one waiter, and it costs no list.
 *
 * <p>A waiter is a {@link Task}, a {@link DoneCallback} or a {@link Listener}.
 */
final class Waiters {
  private Waiters() {}

  /** Two or more waiters, or what is left of them. */
  private static final class Many extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;
  }

  static Object add(@Nullable Object waiters, Object waiter) {
    if (waiters == null) {
      return waiter;
    }
    if (waiters instanceof Many many) {
      many.add(waiter);
      return many;
    }
    Many many = new Many();
    many.add(waiters);
    many.add(waiter);
    return many;
  }

  static @Nullable Object without(@Nullable Object waiters, Object waiter) {
    if (waiters instanceof Many many) {
      many.removeIf(each -> each == waiter);
      return many.isEmpty() ? null : many;
    }
    return waiters == waiter ? null : waiters;
  }

  static boolean contains(@Nullable Object waiters, Object waiter) {
    return waiters == waiter || (waiters instanceof Many many && many.contains(waiter));
  }

  static List<Object> all(@Nullable Object waiters) {
    if (waiters instanceof Many many) {
      return many;
    }
    return waiters == null ? List.of() : List.of(waiters);
  }

  /** Puts all of them into the ready queue, in the order in which they came. */
  static void schedule(Object waiters, Future<?> done) {
    if (waiters instanceof Many many) {
      for (Object each : many) {
        scheduleOne(each, done);
      }
    } else {
      scheduleOne(waiters, done);
    }
  }

  private static void scheduleOne(Object waiter, Future<?> done) {
    EventLoop loop = done.loop();
    if (waiter instanceof Listener listener) {
      loop.addReady(Handle.internal(loop, () -> listener.onDone(done)));
    } else {
      loop.addReady(waiter); // Tasks and callbacks are themselves the entries.
    }
  }
}
