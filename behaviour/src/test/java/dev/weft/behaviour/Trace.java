package dev.weft.behaviour;

import dev.weft.EventLoop;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;

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
}
