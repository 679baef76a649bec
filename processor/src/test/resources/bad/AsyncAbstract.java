import dev.weft.Async;
import dev.weft.Coroutine;

abstract class AsyncAbstract {
  @Async
  // error: [AsyncAbstract]
  abstract Coroutine<Integer> value();

  @Async
  // error: [AsyncAbstract]
  abstract void wrongTwice();

  interface Service {
    @Async
    // error: [AsyncAbstract]
    Coroutine<Integer> value();
  }
}
