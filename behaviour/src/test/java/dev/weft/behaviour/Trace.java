package dev.weft.behaviour;

import dev.weft.AsyncCallable;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.compiled.AsyncLambda;
import dev.weft.compiled.Frame;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What happened, in which turn and at which virtual second: {@code "[2]t=1 B end"}. Turns are
 * counted from the turn of the first event, and {@code t=} is left out at 0, as in the claims that
 * the tests check.
 */
final class Trace {
  private final List<String> events = new ArrayList<>();
  private long firstTurn = -1;

  /** Records an event. */
  void log(Object event) {
    VirtualTimeLoop loop = (VirtualTimeLoop) EventLoop.running();
    if (firstTurn < 0) {
      firstTurn = loop.turns();
    }
    events.add("[" + (loop.turns() - firstTurn) + "]" + time(loop) + " " + event);
  }

  private static String time(EventLoop loop) {
    long seconds = loop.time() / 1_000_000_000L;
    return seconds == 0 ? "" : "t=" + seconds;
  }

  List<String> events() {
    return events;
  }

  /** The events without turn and time. */
  List<String> words() {
    return events.stream().map(event -> event.substring(event.indexOf(' ') + 1)).toList();
  }

  /** An async lambda made of an async method, for as long as lambdas are not woven. */
  static <A, R> AsyncLambda<A, R> lambda(Function<A, Coroutine<R>> method) {
    return new AsyncLambda<>(argument -> (Frame<?>) method.apply(cast(argument)));
  }

  /** The same without an argument. */
  static <R> AsyncCallable<R> block(Supplier<Coroutine<R>> method) {
    return Trace.<Object, R>lambda(nothing -> method.get());
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <A> A cast(Object argument) {
    return (A) argument;
  }
}
