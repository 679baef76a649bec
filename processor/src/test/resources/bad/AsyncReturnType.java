import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.Task;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

class AsyncReturnType {
  @Async
  // error: [AsyncReturnType]
  void nothing(Future<Integer> f) {
    await(f);
  }

  @Async
  // error: [AsyncReturnType]
  int plain(Future<Integer> f) {
    return await(f);
  }

  @Async
  // error: [AsyncReturnType]
  Future<Integer> ourFuture(Future<Integer> f) {
    return f;
  }

  @Async
  // error: [AsyncReturnType]
  java.util.concurrent.Future<Integer> javasFuture(Future<Integer> f) {
    return null;
  }

  @Async
  // error: [AsyncReturnType]
  <T extends Coroutine<?>> T variable(T t) {
    return t;
  }

  @Async
  // error: [AsyncReturnType]
  Coroutine<Integer>[] array() {
    return null;
  }

  @Async
  Coroutine<Integer> coroutine() {
    return done(1);
  }

  @Async
  @SuppressWarnings("rawtypes")
  Coroutine raw() {
    return done(1);
  }

  @Async
  Task<Integer> task() {
    return null;
  }

  @Async
  CompletionStage<Integer> stage() {
    return null;
  }

  @Async
  CompletableFuture<Integer> completable() {
    return null;
  }
}
