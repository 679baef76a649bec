import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

class SleepPolling {
  private boolean isReady;
  private final Queue<String> queue = new ArrayDeque<>();

  @Async
  Coroutine<Void> polls() {
    // note: [SleepPolling]
    while (!isReady) {
      await(sleep(Duration.ofMillis(10)));
    }
    // note: [SleepPolling]
    while (queue.isEmpty()) await(yieldNow());
    // note: [SleepPolling]
    do {
      await(sleep(Duration.ofMillis(10)));
    } while (!isReady);
    return done();
  }

  @Async
  Coroutine<Void> works(java.nio.file.Path file) {
    while (!isReady) {
      await(sleep(Duration.ofMillis(10)));
      isReady = queue.size() > 3;
    }
    while (true) {
      await(sleep(Duration.ofDays(1)));
    }
  }

  @Async
  Coroutine<Void> waitsForOthers(java.nio.file.Path file) {
    while (!java.nio.file.Files.exists(file)) {
      await(sleep(Duration.ofMillis(10)));
    }
    for (int i = 0; i < 3; i++) {
      await(sleep(Duration.ofMillis(10)));
    }
    while (EventLoop.running().time() < 1_000_000) {
      await(sleep(Duration.ofMillis(10)));
    }
    return done();
  }
}
