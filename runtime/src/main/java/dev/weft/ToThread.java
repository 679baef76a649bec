package dev.weft;

import dev.weft.compiled.Attempt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@link Asyncio#toThread}: blocking code in the default executor, in a copy of the context. */
final class ToThread<T> extends Attempt<T> {
  private final Callable<T> blocking;

  ToThread(Callable<T> blocking) {
    this.blocking = blocking;
  }

  @Override
  protected @Nullable Object attempt(Task<?> task, int depth) throws Throwable {
    Context context = Context.copyCurrent();
    Future<T> result = task.loop().runInExecutor(null, () -> context.call(blocking));
    return result.awaitIn(task);
  }

  @Override
  String describe() {
    return "Asyncio.toThread";
  }
}
