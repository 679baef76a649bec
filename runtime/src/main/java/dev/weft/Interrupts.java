package dev.weft;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while a {@link Runner} runs: the first cancels the main task, the second goes to whoever
 * handled it before, which ends the process.
 *
 * <p>Like asyncio only in the main thread, and only if nobody else handles the signal.
 */
final class Interrupts implements AutoCloseable {
  private static final String SIGINT = "INT";

  private final Task<?> main;

  /** What we installed; null if we do not handle the signal. */
  private @Nullable Object ours;

  /** What handled the signal before; null if we do not handle it. */
  private final @Nullable Object former;

  /** Counted in the threads that the JVM delivers signals in. */
  private final AtomicInteger count = new AtomicInteger();

  /** Read in the threads that the JVM delivers signals in. */
  private volatile boolean closed;

  private Interrupts(Task<?> main, boolean handle) {
    this.main = main;
    this.former = handle ? install() : null;
  }

  static Interrupts of(Task<?> main) {
    return new Interrupts(main, isMainThread());
  }

  private static boolean isMainThread() {
    return Thread.currentThread().getName().equals("main");
  }

  private @Nullable Object install() {
    Object handler;
    Object before;
    try {
      handler = SignalApi.handler(SIGINT, this::onSignal);
      before = SignalApi.install(SIGINT, handler);
    } catch (IllegalArgumentException | UnsupportedOperationException notHere) {
      return null; // As with -Xrs: then Ctrl-C keeps its meaning.
    }
    if (!SignalApi.endsTheJvm(before)) {
      SignalApi.install(SIGINT, before);
      return null;
    }
    ours = handler;
    return before;
  }

  private void onSignal() {
    Object before = former;
    // Closed, if somebody took the signal over while we ran and gave it back to us afterwards.
    if (!closed && count.incrementAndGet() == 1) {
      EventLoop loop = main.loop();
      loop.offerFromOutside(Handle.internal(loop, main::cancel));
    } else if (before != null) {
      SignalApi.handOver(SIGINT, before);
    }
  }

  /** Whether the cancellation that ended the main task was ours alone; to be asked once. */
  boolean explainCancellation() {
    return count.get() > 0 && main.uncancel() == 0;
  }

  @Override
  public void close() {
    closed = true;
    if (former == null) {
      return;
    }
    Object current = SignalApi.install(SIGINT, former);
    if (current != ours) {
      SignalApi.install(SIGINT, current); // Somebody else handles it by now.
    }
  }
}
