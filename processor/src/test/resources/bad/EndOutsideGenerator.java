import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;

import dev.weft.Async;
import dev.weft.AsyncGenerator;
import java.util.function.Supplier;

class EndOutsideGenerator {
  AsyncGenerator<Integer> notAsync() {
    // error: [EndOutsideGenerator]
    return end();
  }

  @Async
  AsyncGenerator<Integer> notReturned() {
    emit(1);
    // error: [EndOutsideGenerator]
    AsyncGenerator<Integer> none = end();
    return (end());
  }

  final Supplier<AsyncGenerator<Integer>> fine = () -> end();

  // error: [EndOutsideGenerator]
  final Supplier<Object> other = () -> end();
}
