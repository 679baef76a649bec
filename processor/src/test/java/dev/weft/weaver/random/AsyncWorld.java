package dev.weft.weaver.random;

import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What the words of generated programs mean in the woven twin. */
public final class AsyncWorld extends Trace {
  /** How many of eight awaits find their future pending. */
  private static int pendingOfEight;

  private static Random random = new Random(0);

  private AsyncWorld() {}

  /** Decides which futures are pending from now on. */
  public static void pending(long seed, int ofEight) {
    random = new Random(seed);
    pendingOfEight = ofEight;
  }

  /** Looks at what was caught: at its stack trace, too. */
  public static void look(Throwable caught) {
    log(caught);
    for (StackTraceElement element : caught.getStackTrace()) {
      if (element.getClassName().equals("dev.weft.Task")
          || element.getMethodName().contains("$async")) {
        log("is not readable: " + List.of(caught.getStackTrace()));
        break;
      }
    }
  }

  /** What gives a coroutine: a lambda for it is woven like a method. */
  public interface Maker<T> {
    Coroutine<T> make();
  }

  /** Where values come from. */
  public static final class World extends Trace {
    private World() {}

    public static <T> AsyncGenerator<T> generator(Supplier<AsyncGenerator<T>> body) {
      return body.get();
    }

    public static <T> Coroutine<T> made(Maker<T> body) {
      return body.make();
    }

    public static <T> Coroutine<T> same(int place, Coroutine<T> coroutine) {
      log("same " + place);
      return coroutine;
    }

    /** Something to await. */
    public static final class Later<T> extends Future<T> {}

    public static <T> Later<T> soon(int place, T value) {
      log("soon " + place + " " + (value instanceof Later ? "later" : value));
      Later<T> future = new Later<>();
      later(() -> future.setResult(value));
      return future;
    }

    public static <T> CompletionStage<T> stage(int place, T value) {
      log("soon " + place + " " + (value instanceof Later ? "later" : value));
      CompletableFuture<T> future = new CompletableFuture<>();
      later(() -> future.complete(value));
      return future;
    }

    public static <T> Later<T> fails(int place, T likeThis, RuntimeException error) {
      log("fails " + place);
      Later<T> future = new Later<>();
      later(() -> future.setException(error));
      return future;
    }

    /** Does it now or at the loop's next turn. */
    public static void later(Runnable action) {
      if (random.nextInt(8) < pendingOfEight) {
        EventLoop.running().callSoon(action);
      } else {
        action.run();
      }
    }
  }
}
