package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.testing.AsyncTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The output that {@code docs/testing.md} and {@code docs/debugging.md} show is real: made here, or
 * by the file that is named above it. {@code -Dgolden.update} writes it anew.
 */
@SuppressWarnings("try") // A lock is held, not used.
class DocumentedOutputTest {
  private static final List<Path> PAGES =
      List.of(Path.of("../docs/testing.md"), Path.of("../docs/debugging.md"));

  private static final Pattern SHOWN =
      Pattern.compile("<!-- (?:output|source): (\\S+) -->\n```(\\w+)\n(.*?)```\n", Pattern.DOTALL);

  @Test
  void whatThePagesShowIsWhatComesOut() throws IOException {
    for (Path page : PAGES) {
      String before = Files.readString(page);
      Matcher shown = SHOWN.matcher(before);
      StringBuilder after = new StringBuilder();
      while (shown.find()) {
        String fresh = output(shown.group(1));
        String head = before.substring(shown.start(), shown.start(3));
        shown.appendReplacement(after, Matcher.quoteReplacement(head + fresh + "```\n"));
      }
      shown.appendTail(after);
      if (System.getProperty("golden.update") != null) {
        Files.writeString(page, after);
      }
      assertThat(Files.readString(page)).as(page.toString()).isEqualTo(after.toString());
    }
  }

  private static String output(String name) throws IOException {
    String text =
        switch (name) {
          case "leak" -> messageOf(RanTests.failureOf(Leaky.class));
          case "deadlock" -> messageOf(RanTests.failureOf(Deadlocked.class));
          case "seed" -> messageOf(lastFailure(RanTests.of(Account.class)));
          case "stall" -> stall();
          default -> Files.readString(Path.of(name));
        };
    return text.stripTrailing() + "\n";
  }

  private static String messageOf(Throwable failure) {
    // Numbers of tasks and ports count for the whole process.
    return failure.getMessage().replaceAll("Task-\\d+", "Task-1").replace("\r", "");
  }

  private static Throwable lastFailure(List<RanTests.Ran> ran) {
    return ran.get(ran.size() - 1).failure();
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class Leaky {
    @AsyncTest
    @Async
    Coroutine<Void> sells() throws IOException {
      createTask(polls(), "poller");
      createTask(fails(), "mailer");
      EventLoop.running().callLater(Duration.ofSeconds(5), () -> {});
      try (Server till = await(Streams.startServer(client -> {}, null, 7000))) {
        await(Streams.openConnection("localhost", till.port()));
      }
      forgets();
      return done();
    }

    @Async
    private Coroutine<Void> polls() {
      while (true) {
        await(sleep(Duration.ofSeconds(60)));
      }
    }

    @Async
    private Coroutine<Void> fails() {
      throw new IllegalStateException("no such address");
    }

    @SuppressWarnings("ModifiedButNotUsed") // Forgetting is what it is there for.
    private void forgets() {
      List<Coroutine<Void>> forgotten = new ArrayList<>();
      forgotten.add(fails());
    }
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class Deadlocked {
    private final AsyncLock lock = new AsyncLock();
    private final AsyncQueue<String> queue = new AsyncQueue<>();

    @AsyncTest
    @Async
    Coroutine<Void> waitsForEver() {
      Task<Void> producer = createTask(produces(), "producer");
      Task<String> consumer = createTask(consumes(), "consumer");
      await(gather(producer, consumer));
      return done();
    }

    @Async
    private Coroutine<String> consumes() {
      try (var permit = await(lock.acquire())) {
        return done(await(queue.get()));
      }
    }

    @Async
    private Coroutine<Void> produces() {
      await(yieldNow());
      try (var permit = await(lock.acquire())) {
        await(queue.put("never"));
      }
      return done();
    }
  }

  @ExtendWith(OnlyWhenAsked.class)
  static final class Account {
    private int account = 100;

    @AsyncTest(seeds = 200)
    @Async
    Coroutine<Void> nobodyWritesWhileWeRead() {
      await(gather(write(), read()));
      return done();
    }

    @Async
    private Coroutine<Void> read() {
      await(yieldNow());
      int before = account;
      await(yieldNow());
      assertThat(account).isEqualTo(before);
      return done();
    }

    @Async
    private Coroutine<Void> write() {
      await(yieldNow());
      account += 10;
      return done();
    }
  }

  private static String stall() {
    List<String> told = new ArrayList<>();
    CountDownLatch said = new CountDownLatch(1);
    Logger logger = Logger.getLogger("dev.weft");
    logger.setFilter(
        logged -> {
          if (logged.getMessage().contains("DocumentedOutputTest")) {
            told.add(logged.getMessage());
            said.countDown();
          }
          return false;
        });
    try (EventLoop loop = EventLoop.create()) {
      loop.setWatchdog(true);
      loop.runUntilComplete(loop.createTask(serves(said), "server"));
    } finally {
      logger.setFilter(null);
    }
    return told.get(0)
        .replaceAll("for [0-9.]+ seconds", "for 0.105 seconds")
        .replaceAll("(?m)^\tat (?!dev\\.weft\\.behaviour).*\n", "");
  }

  @Async
  private static Coroutine<Void> serves(CountDownLatch said) {
    await(yieldNow());
    await(computes(said));
    return done();
  }

  @Async
  private static Coroutine<Void> computes(CountDownLatch said) {
    blocks(said);
    return done();
  }

  private static void blocks(CountDownLatch said) {
    try {
      assertThat(said.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
