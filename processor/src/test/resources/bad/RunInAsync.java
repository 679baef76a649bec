import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

class RunInAsync {
  @Async
  Coroutine<Void> work() {
    await(yieldNow());
    return done();
  }

  @Async
  Coroutine<Void> runs(EventLoop loop, Runner runner) {
    // warning: [RunInAsync]
    run(work());
    // warning: [RunInAsync]
    runner.run(work());
    // warning: [RunInAsync]
    loop.runUntilComplete(work());
    await(TaskGroup.run(group -> { await(work()); }));
    await(
        toThread(
            () -> {
              run(work());
              return null;
            }));
    return done();
  }

  void elsewhere() {
    run(work());
  }
}
