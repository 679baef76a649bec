package dev.weft.weaver.run.plain;

/** The words of async code. */
public final class Asyncio {
  private Asyncio() {}

  public static <T> T await(Awaitable<? extends T> awaitable) {
    if (awaitable == null) {
      throw new NullPointerException();
    }
    return awaitable.get();
  }

  public static <T> Coroutine<T> done(T value) {
    return new Coroutine<>(value);
  }

  public static Coroutine<Void> done() {
    return new Coroutine<>(null);
  }
}
