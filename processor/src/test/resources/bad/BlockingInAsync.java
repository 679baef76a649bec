// options: -Aweft.blocking=BlockingInAsync.mine,java.util.Random.*
import static dev.weft.Asyncio.*;

import dev.weft.*;
import dev.weft.Future;
import java.time.Duration;
import java.util.*;

import java.io.*;
import java.nio.file.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

class BlockingInAsync {
  @interface Blocking {}

  @Blocking
  void marked() {}

  void mine() {}

  void wait(String own) {}

  @Async
  Coroutine<Void> blocks(
      java.util.concurrent.Future<String> future,
      CompletableFuture<String> stage,
      ArrayBlockingQueue<String> queue,
      CountDownLatch latch,
      Semaphore semaphore,
      ReentrantLock lock,
      Process process,
      InputStream in,
      Random random)
      throws Exception {
    await(yieldNow());
    // warning: [BlockingInAsync]
    Thread.sleep(1);
    // warning: [BlockingInAsync]
    TimeUnit.SECONDS.sleep(1);
    // warning: [BlockingInAsync]
    future.get();
    // warning: [BlockingInAsync]
    stage.join();
    // warning: [BlockingInAsync]
    queue.put(queue.poll());
    // warning: [BlockingInAsync]
    latch.await();
    // warning: [BlockingInAsync]
    semaphore.acquire();
    // warning: [BlockingInAsync]
    lock.lock();
    // warning: [BlockingInAsync]
    process.waitFor();
    // warning: [BlockingInAsync]
    java.net.InetAddress.getByName("localhost");
    java.net.InetAddress.getByName("127.0.0.1");
    // warning: [BlockingInAsync]
    in.read();
    // warning: [BlockingInAsync]
    Files.readString(Path.of("prices"));
    // warning: [BlockingInAsync]
    new BufferedReader(new InputStreamReader(System.in)).readLine();
    // warning: [BlockingInAsync]
    new Scanner(System.in).next();
    // warning: [BlockingInAsync]
    this.wait();
    // warning: [BlockingInAsync]
    marked();
    // warning: [BlockingInAsync]
    mine();
    // warning: [BlockingInAsync]
    random.nextInt();
    return done();
  }

  @Async
  Coroutine<Void> lambdas(AsyncRunnable other) {
    AsyncCallable<Integer> lambda =
        () -> {
          await(yieldNow());
          // warning: [BlockingInAsync]
          Thread.sleep(1);
          return 1;
        };
    await(async(lambda));
    await(
        toThread(
            () -> {
              Thread.sleep(1);
              return Files.readString(Path.of("prices"));
            }));
    return done();
  }

  void elsewhere() throws InterruptedException {
    Thread.sleep(1);
  }

  @Async
  Coroutine<Void> harmless(CompletableFuture<String> stage, Queue<String> queue) throws Exception {
    await(stage);
    queue.poll();
    new ByteArrayInputStream(new byte[1]).read();
    Files.exists(Path.of("prices"));
    wait("only the name of Object's");
    @SuppressWarnings("weft:BlockingInAsync")
    String known = stage.join();
    queue.add(known);
    new BufferedReader(new StringReader("")).readLine();
    try (Scanner words = new Scanner("two words")) {
      words.next();
    }
    return done();
  }

  @Async
  Coroutine<String> knownToBeDone(
      CompletableFuture<String> a, CompletableFuture<String> b, CompletableFuture<String> c)
      throws Exception {
    await(CompletableFuture.allOf(a, b));
    String both = a.join() + b.get();
    // warning: [BlockingInAsync]
    both += c.join();
    return done(c.isDone() ? both : c.join());
  }
}
