package dev.weft;

import org.jspecify.annotations.Nullable;

/** A scheduled callback: what {@link EventLoop#callSoon} gives. */
public sealed class Handle permits TimerHandle {
  private final EventLoop loop;

  /** What to run; null once cancelled, so that a cancelled handle keeps nothing alive. */
  private @Nullable Runnable callback;

  /** Where the callback runs; null for the runtime's own, which need none. */
  private final @Nullable Context context;

  Handle(EventLoop loop, Runnable callback, @Nullable Context context) {
    this.loop = loop;
    this.callback = callback;
    this.context = context;
  }

  /** A callback of the runtime itself. */
  static Handle internal(EventLoop loop, Runnable callback) {
    return new Handle(loop, callback, null);
  }

  /**
   * Takes the callback back, also from the turn that is running now. A second call does nothing.
   */
  public void cancel() {
    callback = null;
  }

  /**
   * Whether {@link #cancel} was called.
   *
   * @return whether it will not run
   */
  public final boolean isCancelled() {
    return callback == null;
  }

  /**
   * The context the callback runs in.
   *
   * @return a copy of the context in which it was scheduled, or the one that was given
   */
  public final @Nullable Context context() {
    return context;
  }

  final EventLoop loop() {
    return loop;
  }

  final void runEntry() {
    Runnable action = callback;
    if (action == null) {
      return;
    }
    try {
      if (context == null) {
        action.run();
      } else {
        context.run(action);
      }
    } catch (Throwable failure) {
      loop.callbackFailed(Reprs.callback(action), this, failure);
    }
  }

  /** The callback in words. */
  final String what() {
    Runnable action = callback;
    return action == null ? "cancelled" : Reprs.callback(action);
  }

  @Override
  public String toString() {
    return "<" + getClass().getSimpleName() + details() + " " + what() + loop.originOf(this) + ">";
  }

  /** What a subclass adds to its text. */
  String details() {
    return "";
  }
}
