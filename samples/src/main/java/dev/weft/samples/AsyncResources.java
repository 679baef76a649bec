package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import java.io.IOException;
import java.time.Duration;

/** Try-with-resources that awaits the closing on every way out, cancellation included. */
public final class AsyncResources {
  private AsyncResources() {}

  /** Says goodbye before it is closed, which takes a while. */
  private record Connection(String name) implements AsyncCloseable {
    @Async
    static Coroutine<Connection> open(String name) {
      await(sleep(Duration.ofMillis(100)));
      System.out.println("open " + name);
      return done(new Connection(name));
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
      await(sleep(Duration.ofMillis(100)));
      System.out.println("closed " + name);
      return done();
    }
  }

  @Async
  static Coroutine<Void> copy(boolean fails) throws IOException {
    try (Connection from = await(Connection.open("source"));
        Connection to = await(Connection.open("target"))) {
      System.out.println("copy from " + from.name() + " to " + to.name());
      if (fails) {
        throw new IOException("disk full");
      }
      await(sleep(Duration.ofSeconds(10)));
    }
    return done();
  }

  @Async
  static Coroutine<Void> program() {
    try {
      await(copy(true));
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
    Task<Void> task = createTask(copyQuietly());
    await(sleep(Duration.ofSeconds(1)));
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      System.out.println("cancelled");
    }
    return done();
  }

  @Async
  private static Coroutine<Void> copyQuietly() {
    try {
      await(copy(false));
    } catch (IOException e) {
      System.out.println("never");
    }
    return done();
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
