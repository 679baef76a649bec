import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;

import dev.weft.Async;
import dev.weft.AsyncGenerator;

class EmitInSynchronized {
  @Async
  AsyncGenerator<Integer> locked() {
    synchronized (this) {
      // error: [EmitInSynchronized]
      emit(1);
    }
    return end();
  }
}
