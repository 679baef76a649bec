package dev.weft;

import org.jspecify.annotations.Nullable;

/** A coroutine that has its value already: {@link Asyncio#done(Object)} outside async code. */
final class Done<T> extends Leaf<T> {
  private @Nullable T value;

  Done(@Nullable T value) {
    this.value = value;
  }

  @Override
  @Nullable Object waitOrGive(Task<?> task, int depth) {
    Object result = value;
    value = null;
    return result;
  }

  @Override
  String describe() {
    return "Asyncio.done";
  }
}
