package dev.weft;

import java.util.function.Consumer;

/** A user's done-callback with its context; it is itself the entry in the ready queue. */
final class DoneCallback<T> implements Runnable {
  private final Future<T> future;
  private final Consumer<? super Future<T>> callback;
  private final Context context;

  DoneCallback(Future<T> future, Consumer<? super Future<T>> callback, Context context) {
    this.future = future;
    this.callback = callback;
    this.context = context;
  }

  boolean calls(Object other) {
    return callback.equals(other);
  }

  void runEntry() {
    try {
      context.run(this);
    } catch (Throwable failure) {
      EventLoop loop = future.loop();
      // Like asyncio the report has a handle, which also tells in which context to report.
      loop.callbackFailed(this, new Handle(loop, this, context), failure);
    }
  }

  /** The call itself, in its context. */
  @Override
  public void run() {
    callback.accept(future);
  }

  @Override
  public String toString() {
    return Reprs.callback(callback);
  }
}
