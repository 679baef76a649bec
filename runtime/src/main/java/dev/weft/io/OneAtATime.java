package dev.weft.io;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Outcome;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Operations on one object, in threads of the default executor: one runs, the others wait. */
final class OneAtATime {
  /**
   * What an operation does to the object when its thread is done, on the loop; gives the result.
   *
   * @param <T> the result
   */
  @FunctionalInterface
  interface Effect<T> {
    @Nullable T take();
  }

  private final WaitList idle;
  private boolean busy;

  OneAtATime(EventLoop loop) {
    idle = new WaitList(loop);
  }

  /**
   * Runs an operation when no other one runs. Its effect takes place also if the task that awaits
   * it is cancelled: what was written is written.
   *
   * @param operation begins on the loop, when it is its turn; gives what a thread does
   */
  <T> Coroutine<T> run(Supplier<Callable<Effect<T>>> operation) {
    return new Steps<T>() {
      private @Nullable T result;

      @Override
      @Nullable Object step(int number, @Nullable Object value) {
        if (number > 0) {
          return result;
        }
        if (busy) {
          goTo(0);
          return idle.join();
        }
        busy = true;
        return new Opening<>(operation.get(), late -> {}, this::settle).coroutine();
      }

      private void settle(Outcome<Effect<T>> outcome) {
        busy = false;
        idle.wakeAll();
        if (outcome instanceof Outcome.Success<Effect<T>> done) {
          result = done.value().take();
        }
      }
    }.coroutine();
  }
}
