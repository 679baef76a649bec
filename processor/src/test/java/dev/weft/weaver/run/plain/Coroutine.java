package dev.weft.weaver.run.plain;

/** A value. */
public record Coroutine<T>(T value) implements Awaitable<T> {
  @Override
  public T get() {
    return value;
  }
}
