import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;

class CloseNotAwaited {
  interface AtOnce extends AsyncCloseable {
    @Override
    void close();
  }

  @Async
  Coroutine<Void> closes(AsyncGenerator<Integer> generator, AsyncCloseable any, AtOnce atOnce) {
    // error: [CloseNotAwaited]
    generator.close();
    // error: [CloseNotAwaited]
    any.close();
    atOnce.close();
    await(any.closeAsync());
    return done();
  }
}
