import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

class CancellationSwallowed {
  @Async
  Coroutine<Void> work() {
    await(yieldNow());
    return done();
  }

  @Async
  Coroutine<Void> swallows(List<Throwable> seen) {
    try {
      await(work());
      // warning: [CancellationSwallowed]
    } catch (Throwable e) {
      e.printStackTrace();
    }
    try {
      await(work());
      // warning: [CancellationSwallowed]
    } catch (CancelledError e) {
      seen.add(e);
    }
    try {
      await(work());
      // warning: [CancellationSwallowed]
    } catch (IllegalStateException | Error e) {
      System.out.println("failed " + e);
    }
    return done();
  }

  @Async
  Coroutine<Void> tells(Future<Void> result) {
    try {
      await(work());
    } catch (Throwable e) {
      result.setException(e);
    }
    try {
      await(work());
    } catch (CancelledError e) {
      System.out.println("cancelled");
      throw e;
    } catch (Throwable e) {
      System.out.println("failed");
    }
    try {
      await(work());
    } catch (Exception e) {
      System.out.println("failed");
    }
    return done();
  }

  @Async
  Coroutine<Void> waitsForWhatItCancelled(Task<Void> task) {
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      System.out.println("gone");
    }
    createTask(work()).loop().callSoon(task::cancel);
    try {
      await(gather(task));
    } catch (CancelledError e) {
      System.out.println("cancelling " + task.cancelling());
    }
    try {
      await(work());
    } catch (CancelledError expected) {
      System.out.println("expected");
    }
    try {
      System.out.println("no await");
    } catch (Throwable e) {
      System.out.println("no cancellation");
    }
    return done();
  }

  void elsewhere(Runnable body) {
    try {
      body.run();
    } catch (Throwable e) {
      e.printStackTrace();
    }
  }
}
