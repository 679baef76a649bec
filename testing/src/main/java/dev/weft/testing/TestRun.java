package dev.weft.testing;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Runner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One run of one test: its loop, and what is known against it at the end. */
final class TestRun {
  /** How many turns a test may take to come to rest; one that polls would never. */
  private static final int MOST_SETTLING_TURNS = 1000;

  private final EventLoop loop;
  private final Supplier<List<String>> leftOpen;
  private final Runnable reportUnseen;
  private final Simulation simulation;
  private final Runner runner;
  private final List<ExceptionContext> reports = new ArrayList<>();

  private TestRun(
      EventLoop loop,
      Supplier<List<String>> leftOpen,
      Runnable reportUnseen,
      Simulation simulation,
      Runner runner) {
    this.loop = loop;
    this.leftOpen = leftOpen;
    this.reportUnseen = reportUnseen;
    this.simulation = simulation;
    this.runner = runner;
    runner.loop(); // Now, so that debug mode is on before a parameter gives the loop away.
    loop.setExceptionHandler((its, report) -> reports.add(report));
  }

  static TestRun inVirtualTime(long seed, boolean debug) {
    Simulation simulation = Simulation.of(seed);
    VirtualTimeLoop loop = simulation.loop();
    return new TestRun(
        loop, loop::leftOpen, loop::reportUnseenNow, simulation, simulation.runner(debug));
  }

  static TestRun inRealTime(boolean debug) {
    RealTimeLoop loop = new RealTimeLoop();
    Runner runner = Runner.builder().loopFactory(() -> loop).debug(debug).build();
    return new TestRun(loop, loop::leftOpen, loop::reportUnseenNow, Simulation.of(0), runner);
  }

  <T> T run(Coroutine<T> main) {
    return runner.run(main);
  }

  EventLoop loop() {
    return loop;
  }

  Simulation simulation() {
    return simulation;
  }

  /** Ends everything; gives what the test left behind, an item each. */
  List<String> end() {
    List<String> left = new ArrayList<>();
    try {
      settle();
      left.addAll(Leaks.in(loop.dump()));
      left.addAll(leftOpen.get());
      reportUnseen.run();
    } finally {
      runner.close();
    }
    reports.forEach(report -> left.add(Leaks.text(report)));
    return left;
  }

  /**
   * What has become ready may run: a test ends when its last line has run, and others need more.
   */
  private void settle() {
    for (int i = 0; i < MOST_SETTLING_TURNS && loop.dump().ready() > 0; i++) {
      loop.stop();
      loop.runForever();
    }
  }
}
