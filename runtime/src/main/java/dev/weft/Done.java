package dev.weft;

import dev.weft.compiled.Attempt;
import org.jspecify.annotations.Nullable;

/** A coroutine that has its value already: {@link Asyncio#done(Object)} outside async code. */
final class Done<T> extends Attempt<T> {
  private @Nullable T value;

  Done(@Nullable T value) {
    this.value = value;
  }

  @Override
  protected @Nullable Object attempt(Task<?> task, int depth) {
    Object result = value;
    value = null;
    return result;
  }

  @Override
  String describe() {
    return "Asyncio.done";
  }
}
