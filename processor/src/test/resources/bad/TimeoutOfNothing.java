import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

import java.util.concurrent.TimeoutException;

class TimeoutOfNothing {
  private int count;

  @Async
  Coroutine<Void> nothing() throws TimeoutException {
    // warning: [TimeoutOfNothing]
    await(timeout(Duration.ofSeconds(1), () -> 1));
    // warning: [TimeoutOfNothing]
    await(timeout(Duration.ofSeconds(1), () -> { count++; }));
    return done();
  }

  @Async
  Coroutine<Void> something(AsyncRunnable body) throws TimeoutException {
    await(timeout(Duration.ofSeconds(1), () -> await(sleep(Duration.ofSeconds(2), 1))));
    await(timeout(Duration.ofSeconds(1), body));
    await(
        timeout(
            Duration.ofSeconds(1),
            () -> {
              for (int i = 0; i < 3; i++) {
                await(yieldNow());
              }
            }));
    return done();
  }
}
