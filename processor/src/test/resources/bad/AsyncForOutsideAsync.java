import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.AsyncIterable;
import dev.weft.AsyncRunnable;
import dev.weft.Coroutine;
import java.util.List;

class AsyncForOutsideAsync {
  void plain(AsyncIterable<Integer> all, List<Integer> list) {
    // error: [AsyncForOutsideAsync]
    for (int each : all) {}
    for (int each : list) {}
  }

  <I extends AsyncIterable<Integer>> void generic(I all) {
    // error: [AsyncForOutsideAsync]
    for (int each : all) {}
  }

  @Async
  Coroutine<Void> async(AsyncIterable<Integer> all) {
    for (int each : all) {}
    Runnable plain =
        () -> {
          // error: [AsyncForOutsideAsync]
          for (int each : all) {}
        };
    AsyncRunnable fine =
        () -> {
          for (int each : all) {}
        };
    return done();
  }
}
