package dev.weft.testing;

import dev.weft.EventLoop;
import dev.weft.loop.Clock;
import dev.weft.loop.SelectorPoller;
import java.util.List;

/** A loop in real time that can be judged at the end of a test. */
final class RealTimeLoop extends EventLoop {
  RealTimeLoop() {
    super(Clock.SYSTEM, SelectorPoller::new);
  }

  List<String> leftOpen() {
    return Leaks.open(openGenerators(), openResources());
  }

  void reportUnseenNow() {
    reportUnseen();
  }
}
