import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;

import dev.weft.Async;
import dev.weft.AsyncGenerator;
import java.util.function.Supplier;

class ReturnInGenerator {
  @Async
  AsyncGenerator<Integer> generator(boolean early, AsyncGenerator<Integer> other) {
    emit(1);
    if (early) {
      return end();
    }
    try {
      emit(2);
      Supplier<Integer> plain =
          () -> {
            return 1;
          };
      // error: [ReturnInGenerator]
      return other;
    } finally {
      emit(3);
    }
  }

  @Async
  AsyncGenerator<Integer> nothing() {
    // error: [ReturnInGenerator]
    return null;
  }
}
