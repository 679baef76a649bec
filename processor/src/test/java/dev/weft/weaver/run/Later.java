package dev.weft.weaver.run;

import dev.weft.EventLoop;
import dev.weft.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What test programs await and write down; to be imported statically. */
public final class Later {
  private static boolean pending;
  private static final List<Object> LOG = new ArrayList<>();

  private Later() {}

  /** Begins a program whose awaits are all pending, or all done. */
  static void begin(boolean allPending) {
    pending = allPending;
    LOG.clear();
  }

  public static <T> Future<T> soon(T value) {
    Future<T> future = new Future<>();
    later(() -> future.setResult(value));
    return future;
  }

  public static <T> Future<T> fail(Throwable error) {
    Future<T> future = new Future<>();
    later(() -> future.setException(error));
    return future;
  }

  /** Like {@link #soon}, with something done by somebody else before the value arrives. */
  public static <T> Future<T> after(Runnable action, T value) {
    Future<T> future = new Future<>();
    later(
        () -> {
          action.run();
          future.setResult(value);
        });
    return future;
  }

  public static <T> CompletionStage<T> stage(T value) {
    CompletableFuture<T> future = new CompletableFuture<>();
    later(() -> future.complete(value));
    return future;
  }

  public static <T> T log(T value) {
    LOG.add(value);
    return value;
  }

  public static String logged() {
    StringBuilder text = new StringBuilder();
    LOG.forEach(text::append);
    LOG.clear();
    return text.toString();
  }

  private static void later(Runnable action) {
    if (pending) {
      EventLoop.running().callSoon(action);
    } else {
      action.run();
    }
  }
}
