package dev.weft;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The bridges between futures and {@code java.util.concurrent}. */
final class Stages {
  private Stages() {}

  /** Waits for a stage; one that is done costs nothing. */
  static @Nullable Object awaitIn(CompletionStage<?> stage, Task<?> task) throws Throwable {
    if (stage instanceof CompletableFuture<?> done
        && done.isDone()
        && !done.isCompletedExceptionally()) {
      return done.join();
    }
    return adopt(stage, task.loop()).awaitIn(task);
  }

  /** A future that mirrors a stage; cancelling it cancels the stage. */
  static <T> Future<T> adopt(CompletionStage<? extends T> stage, EventLoop loop) {
    Adopted<T> future = new Adopted<>(loop, stage);
    if (stage instanceof CompletableFuture<?> done && done.isDone()) {
      stage.whenComplete(future::settle);
    } else {
      loop.outsideStages(1);
      stage.whenComplete(
          (value, failure) ->
              loop.offerFromOutside(
                  Handle.internal(
                      loop,
                      () -> {
                        loop.outsideStages(-1);
                        future.settle(value, failure);
                      })));
    }
    return future;
  }

  private static final class Adopted<T> extends Future<T> {
    private final CompletionStage<? extends T> stage;

    Adopted(EventLoop loop, CompletionStage<? extends T> stage) {
      super(loop);
      this.stage = stage;
    }

    @Override
    String whatItIs() {
      return "stage " + stage.getClass().getSimpleName();
    }

    void settle(@Nullable T value, @Nullable Throwable failure) {
      if (isDone()) {
        return; // Cancelled meanwhile: the stage's result is nobody's.
      }
      if (failure == null) {
        complete(value);
      } else if (unwrap(failure) instanceof CancellationException cancelled) {
        becomeCancelled(cancelled.getMessage());
      } else {
        fail(unwrap(failure));
      }
    }

    @Override
    boolean cancelWith(@Nullable String message) {
      boolean cancelled = super.cancelWith(message);
      if (cancelled) {
        try {
          stage.toCompletableFuture().cancel(true);
        } catch (UnsupportedOperationException readOnly) {
          // A stage that cannot be cancelled goes on; its result is dropped.
        }
      }
      return cancelled;
    }
  }

  /** The failure itself, without the wrappers that dependent stages put around it. */
  static Throwable unwrap(Throwable failure) {
    Throwable inner = failure;
    while (inner instanceof CompletionException && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  /** The same result for code that knows nothing of Weft. */
  static <T> CompletableFuture<T> mirror(Future<T> future) {
    Mirror<T> mirror = new Mirror<>();
    mirror.follow(future);
    return mirror;
  }

  /** Starts a coroutine at once on the running loop, else soon on the default one. */
  static <T> CompletableFuture<T> start(Coroutine<T> coroutine) {
    EventLoop running = EventLoop.runningOrNull();
    if (running != null) {
      Task<T> task = running.newTask(coroutine, null, Context.copyCurrent());
      return mirror(running.startEagerly(task));
    }
    EventLoop loop = EventLoop.getDefault();
    if (loop == null) {
      coroutine.close();
      throw new IllegalStateException(
          "no running event loop to start "
              + coroutine
              + " on: call it from async code, or name a loop for all such calls with"
              + " EventLoop.setDefault(loop)");
    }
    return startOn(
        loop, () -> loop.startEagerly(loop.newTask(coroutine, null, new Context())), coroutine);
  }

  /** Starts a coroutine as a task of a loop that runs in another thread. */
  static <T> CompletableFuture<T> submit(Coroutine<T> coroutine, EventLoop loop) {
    return startOn(loop, () -> loop.createTask(coroutine), coroutine);
  }

  private interface Starter<T> {
    Task<T> start();
  }

  private static <T> CompletableFuture<T> startOn(
      EventLoop loop, Starter<T> starter, Coroutine<T> coroutine) {
    Mirror<T> mirror = new Mirror<>();
    Handle start =
        Handle.internal(
            loop,
            () -> {
              if (mirror.isCancelled()) {
                coroutine.close();
                return;
              }
              try {
                mirror.follow(starter.start());
              } catch (Throwable failure) {
                mirror.completeExceptionally(failure);
                throw failure; // The loop's exception handler hears of it too, as in asyncio.
              }
            });
    if (!loop.offerFromOutside(start)) {
      coroutine.close();
      throw EventLoop.closedException();
    }
    return mirror;
  }

  /** A thread-safe copy of a future. */
  private static final class Mirror<T> extends CompletableFuture<T> {
    /** Set by the loop's thread, read by any that cancels. */
    private volatile @Nullable Future<T> future;

    void follow(Future<T> source) {
      future = source;
      if (isCancelled()) {
        source.cancel();
      }
      source.addWaiter((Listener) done -> copy(source));
    }

    private void copy(Future<T> done) {
      if (done.isCancelled()) {
        super.cancel(false);
      } else {
        Throwable failure = done.exception();
        if (failure == null) {
          complete(done.result());
        } else {
          completeExceptionally(failure);
        }
      }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      Future<T> source = future;
      if (cancelled && source != null) {
        EventLoop loop = source.loop();
        loop.offerFromOutside(Handle.internal(loop, source::cancel));
      }
      return cancelled;
    }
  }
}
