package dev.weft;

import java.util.function.Consumer;

/** A user's done-callback with its context; it is itself the entry in the ready queue. */
final class DoneCallback<T> {
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
    EventLoop loop = future.loop();
    try {
      context.run(() -> callback.accept(future));
    } catch (Throwable failure) {
      loop.callbackFailed(this, null, context, failure);
    }
  }

  @Override
  public String toString() {
    return Reprs.callback(callback);
  }
}
