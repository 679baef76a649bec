import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.AsyncRunnable;
import dev.weft.Coroutine;

class AsyncWithOutsideAsync {
  interface Connection extends AsyncCloseable {}

  void plain(Connection connection, AutoCloseable plain) throws Exception {
    // error: [AsyncWithOutsideAsync]
    try (connection) {}
    try (plain) {}
    // error: [AsyncWithOutsideAsync]
    try (plain; Connection second = connection) {}
  }

  @Async
  Coroutine<Void> async(Connection connection) {
    try (connection) {}
    AsyncRunnable fine =
        () -> {
          try (connection) {}
        };
    return done();
  }
}
