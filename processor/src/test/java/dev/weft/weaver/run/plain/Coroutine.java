package dev.weft.weaver.run.plain;

/** A value. No record: programs of release 8 know none. */
public final class Coroutine<T> implements Awaitable<T> {
  private final T value;

  Coroutine(T value) {
    this.value = value;
  }

  @Override
  public T get() {
    return value;
  }
}
