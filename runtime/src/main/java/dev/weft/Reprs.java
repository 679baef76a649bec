package dev.weft;

import dev.weft.compiled.Frame;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts of futures and tasks, in the manner of asyncio. */
final class Reprs {
  private Reprs() {}

  /** The futures whose texts this thread is making: a result may contain its own future. */
  private static final ThreadLocal<Set<Future<?>>> BEING_MADE =
      ThreadLocal.withInitial(() -> Collections.newSetFromMap(new IdentityHashMap<>()));

  static String of(Future<?> future) {
    Set<Future<?>> beingMade = BEING_MADE.get();
    if (!beingMade.add(future)) {
      return "...";
    }
    try {
      return text(future);
    } finally {
      beingMade.remove(future);
    }
  }

  private static String text(Future<?> future) {
    StringBuilder text = new StringBuilder("<");
    text.append(kind(future)).append(' ').append(state(future));
    if (future instanceof Task<?> task) {
      text.append(" name='").append(task.name()).append("' coro=<").append(coroutine(task));
      text.append('>');
      Future<?> awaited = task.waitingFor();
      if (awaited != null && !task.isDone()) {
        text.append(" wait_for=<").append(kind(awaited)).append(' ').append(state(awaited));
        text.append(awaited instanceof Task<?> inner ? " name='" + inner.name() + "'>" : ">");
      }
    }
    callbacks(future, text);
    outcome(future, text);
    return text.append(future.loop().originOf(future)).append('>').toString();
  }

  private static String kind(Future<?> future) {
    return future instanceof Task<?> ? "Task" : "Future";
  }

  private static String state(Future<?> future) {
    if (future.isCancelled()) {
      return "cancelled";
    }
    if (future.isDone()) {
      return "finished";
    }
    return future instanceof Task<?> task && task.cancelling() > 0 ? "cancelling" : "pending";
  }

  private static String coroutine(Task<?> task) {
    Coroutine<?> root = task.coroutine();
    StackTraceElement definition =
        root instanceof Frame<?> frame ? LineTable.definition(frame) : null;
    if (task.isDone()) {
      return root.describe() + " done" + at(", defined at ", definition);
    }
    StackTraceElement place = outermostPlace(task);
    return root.describe() + " running" + at(" at ", place == null ? definition : place);
  }

  private static String at(String words, @Nullable StackTraceElement place) {
    return place == null ? "" : words + place.getFileName() + ":" + place.getLineNumber();
  }

  /** Where the task's own method is suspended: the last one that tells. */
  private static @Nullable StackTraceElement outermostPlace(Task<?> task) {
    List<StackTraceElement> stack = task.loop().traces().awaitStack(task.innermost());
    return stack.isEmpty() ? null : stack.get(stack.size() - 1);
  }

  private static void callbacks(Future<?> future, StringBuilder text) {
    List<Object> waiters = Waiters.all(future.peekWaiters());
    if (waiters.isEmpty()) {
      return;
    }
    text.append(" cb=[").append(waiter(waiters.get(0)));
    if (waiters.size() == 2) {
      text.append(", ").append(waiter(waiters.get(1)));
    } else if (waiters.size() > 2) {
      text.append(", <").append(waiters.size() - 2).append(" more>, ");
      text.append(waiter(waiters.get(waiters.size() - 1)));
    }
    text.append(']');
  }

  private static String waiter(Object waiter) {
    if (waiter instanceof Task<?> task) {
      return "wakeup of '" + task.name() + "'";
    }
    return waiter instanceof Future<?> future
        ? future.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
        : callback(waiter);
  }

  private static void outcome(Future<?> future, StringBuilder text) {
    Throwable failure = future.peekFailure();
    if (failure != null) {
      text.append(" exception=").append(failure);
    } else if (future.isFinished()) {
      text.append(" result=").append(value(future.peekResult()));
    }
  }

  private static String value(@Nullable Object value) {
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }

  /** A callback by its own text, or for a lambda by the class that wrote it. */
  static String callback(Object callback) {
    String type = callback.getClass().getName();
    int lambda = type.indexOf("$$Lambda");
    return lambda < 0 ? callback.toString() : type.substring(0, lambda) + " lambda";
  }

  /** The method that a class inside another is named after: AsyncQueue.put for AsyncQueue.Put. */
  static String method(Class<?> named) {
    Class<?> outer = named.getEnclosingClass();
    String name = named.getSimpleName();
    return outer == null
        ? name
        : outer.getSimpleName() + "." + Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** A task's stack as asyncio prints it. */
  static String stack(Task<?> task) {
    List<StackTraceElement> stack = task.stack();
    StringBuilder text = new StringBuilder();
    text.append(stack.isEmpty() ? "No stack for " : "Stack for ").append(task);
    text.append(stack.isEmpty() ? "" : " (innermost await first):");
    for (StackTraceElement place : stack) {
      text.append(System.lineSeparator()).append("\tat ").append(place);
    }
    return text.toString();
  }
}
