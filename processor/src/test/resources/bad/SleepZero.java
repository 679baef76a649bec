import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

class SleepZero {
  @Async
  Coroutine<Void> zero() {
    // note: [SleepZero]
    await(sleep(Duration.ZERO));
    // note: [SleepZero]
    await(sleep(Duration.ofMillis(0)));
    await(sleep(Duration.ofMillis(1)));
    await(yieldNow());
    return done();
  }
}
