import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

import java.util.concurrent.locks.*;

class AwaitUnderLock {
  private final Lock lock = new ReentrantLock();
  private int stock;

  @Async
  Coroutine<Void> held() {
    lock.lock();
    try {
      stock++;
      // warning: [AwaitUnderLock]
      await(yieldNow());
      await(yieldNow());
    } finally {
      lock.unlock();
    }
    return done();
  }

  @Async
  Coroutine<Void> heldWithoutTry() {
    lock.lock();
    stock++;
    // warning: [AwaitUnderLock]
    await(yieldNow());
    lock.unlock();
    return done();
  }

  @Async
  Coroutine<Void> free() {
    // warning: [BlockingInAsync]
    lock.lock();
    try {
      stock++;
    } finally {
      lock.unlock();
    }
    await(yieldNow());
    return done();
  }
}
