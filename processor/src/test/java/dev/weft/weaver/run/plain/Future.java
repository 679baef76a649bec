package dev.weft.weaver.run.plain;

import java.util.concurrent.Callable;

/** A value, or a failure. */
public final class Future<T> implements Awaitable<T> {
  private final Callable<T> value;

  Future(Callable<T> value) {
    this.value = value;
  }

  @Override
  public T get() {
    return Future.<T, RuntimeException>call(value);
  }

  @SuppressWarnings("unchecked")
  private static <T, X extends Throwable> T call(Callable<T> value) throws X {
    try {
      return value.call();
    } catch (Throwable thrown) {
      throw (X) thrown;
    }
  }
}
