package dev.weft.behaviour;

import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import java.util.ArrayList;
import java.util.List;

/** How tests drive a loop by hand, without async code. */
final class Loops {
  private Loops() {}

  /** Runs one turn: a loop that is stopped before it runs takes exactly one. */
  static void turn(EventLoop loop) {
    loop.stop();
    loop.runForever();
  }

  /** Lets the loop's exception handler collect what it is told, instead of logging it. */
  static List<ExceptionContext> collectReports(EventLoop loop) {
    List<ExceptionContext> reports = new ArrayList<>();
    loop.setExceptionHandler((its, context) -> reports.add(context));
    return reports;
  }
}
