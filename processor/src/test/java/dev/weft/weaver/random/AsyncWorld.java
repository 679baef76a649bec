package dev.weft.weaver.random;

import dev.weft.AsyncCloseable;
import dev.weft.AsyncGenerator;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.compiled.Frame;
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

  /** Where values come from. */
  public static final class World extends Trace {
    private World() {}

    public static <T> AsyncGenerator<T> generator(Supplier<AsyncGenerator<T>> body) {
      return body.get();
    }

    /** A resource whose closing waits. */
    public static final class Hall implements AsyncCloseable {
      private final int number;

      public Hall(int number) {
        this.number = number;
        log("open hall " + number);
      }

      public int number() {
        return number;
      }

      @Override
      public Coroutine<Void> closeAsync() {
        return new Frame<>(Hall::closing, this);
      }

      private static Object closing(Object self, Frame<?> frame, Task<?> task) throws Throwable {
        Hall hall = (Hall) self;
        if (frame.state == Frame.START) {
          log("close hall " + hall.number);
          frame.state = 1;
          Later<Void> future = new Later<>();
          later(() -> future.setResult(null));
          if (Frame.await(future, frame, task) == Frame.SUSPENDED) {
            return Frame.SUSPENDED;
          }
        } else {
          frame.resumed(task);
        }
        if (hall.number % 5 == 3) {
          throw new Blue("hall " + hall.number);
        }
        return null;
      }
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

    private static void later(Runnable action) {
      if (random.nextInt(8) < pendingOfEight) {
        EventLoop.running().callSoon(action);
      } else {
        action.run();
      }
    }
  }
}
