package dev.weft;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * What a future failed with, and whether anybody has seen it.
 *
 * <p>If nobody has when the future is collected or its loop closes, the loop's exception handler is
 * told, once. Refers to the future only weakly, or it would never be collected.
 */
final class Failure extends NoValue {
  final Throwable error;
  private final WeakReference<Future<?>> future;
  private final String label;
  private final boolean isTask;

  /** The loop to tell; null once the failure was retrieved or reported. */
  private @Nullable EventLoop unseenBy;

  private final Cleaner.Cleanable collected;

  Failure(Future<?> future, Throwable error) {
    this.error = error;
    this.future = new WeakReference<>(future);
    this.label = future.label();
    this.isTask = future instanceof Task<?>;
    this.unseenBy = future.loop();
    this.collected = Collected.then(future, this::futureCollected);
    future.loop().unseenFailures().add(this);
  }

  boolean isUnseen() {
    return unseenBy != null;
  }

  /** Somebody has seen it. */
  void retrieved() {
    if (forget() != null) {
      collected.clean();
    }
  }

  /** Runs in the cleaner's thread, or inside {@link #retrieved} when there is nothing to tell. */
  private void futureCollected() {
    EventLoop loop = unseenBy;
    if (loop != null && !loop.offerFromOutside(Handle.internal(loop, this::report))) {
      report();
    }
  }

  /** Tells the loop's exception handler, in asyncio's words. */
  void report() {
    EventLoop loop = forget();
    if (loop != null) {
      loop.callExceptionHandler(
          ExceptionContext.of((isTask ? "Task" : "Future") + " exception was never retrieved")
              .withException(error)
              .with(future.get())
              .withAbout(label));
    }
  }

  private @Nullable EventLoop forget() {
    EventLoop loop = unseenBy;
    if (loop != null) {
      unseenBy = null;
      loop.unseenFailures().remove(this);
    }
    return loop;
  }
}
