package dev.weft.weaver.run.plain;

/** Something with a value, or a failure. */
public interface Awaitable<T> {
  T get();
}
