import static dev.weft.Asyncio.*;

import dev.weft.*;
import java.io.IOException;
import java.time.Duration;

class Retry {
  @Async
  Coroutine<String> fetch(Future<String> first, Future<String> second) throws IOException {
    for (int i = 0; i < 3; i++) {
      try {
        return done(await(first) + await(second));
      } catch (IllegalStateException e) {
        await(sleep(Duration.ofSeconds(1)));
      }
    }
    throw new IOException("gave up");
  }
}
