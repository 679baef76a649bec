// options: -Aweft.lint=all
import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

class TaskDropped {
  @Async
  Task<Void> start() {
    await(yieldNow());
    return Task.done(null);
  }

  @Async
  Coroutine<Void> dropped() {
    // note: [TaskDropped]
    createTask(sleep(Duration.ofSeconds(1)));
    // note: [TaskDropped]
    EventLoop.running().createTask(sleep(Duration.ofSeconds(1)));
    // note: [TaskDropped]
    start();
    await(yieldNow());
    return done();
  }

  @Async
  Coroutine<Void> kept() {
    Task<Void> task = createTask(sleep(Duration.ofSeconds(1)));
    await(
        TaskGroup.run(
            group -> {
              group.createTask(sleep(Duration.ofSeconds(1)));
            }));
    await(task);
    await(start());
    return done();
  }
}
