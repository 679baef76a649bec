import dev.weft.Async;
import dev.weft.Coroutine;

class AsyncNative {
  @Async
  // error: [AsyncNative]
  native Coroutine<Integer> value();
}
