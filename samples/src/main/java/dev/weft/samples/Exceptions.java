package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.sleep;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;

/**
 * Exceptions travel the Java way: out of the await, as they were thrown, checked ones declared by
 * the method and handled at the call. The stack trace reads as if nothing had been suspended.
 */
public final class Exceptions {
  private Exceptions() {}

  @Async
  static Coroutine<String> read(String file) throws IOException {
    await(sleep(Duration.ofMillis(10)));
    throw new FileNotFoundException(file);
  }

  @Async
  static Coroutine<String> firstLine(String file) throws IOException {
    return done(await(read(file)).lines().findFirst().orElse(""));
  }

  @Async
  static Coroutine<Void> program() {
    try {
      await(firstLine("missing.txt"));
    } catch (IOException e) {
      System.out.println("caught " + e);
      for (StackTraceElement element : e.getStackTrace()) {
        if (element.getClassName().equals(Exceptions.class.getName())) {
          System.out.println("  at " + element.getMethodName());
        }
        if (element.getMethodName().equals("program")) {
          break;
        }
      }
    }
    EventLoop.running()
        .setExceptionHandler(
            (loop, context) -> System.out.println("handler: " + context.message()));
    createTask(failing());
    await(sleep(Duration.ofMillis(10)));
    return done();
  }

  @Async
  static Coroutine<Void> failing() {
    throw new IllegalStateException("nobody awaits this");
  }

  /** Runs it on a new loop. */
  public static void main(String[] args) {
    run(program());
  }
}
