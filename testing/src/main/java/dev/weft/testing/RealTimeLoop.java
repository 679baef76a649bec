package dev.weft.testing;

import dev.weft.EventLoop;
import dev.weft.loop.Clock;
import dev.weft.loop.SelectorPoller;
import java.util.ArrayList;
import java.util.List;

/** A loop in real time that can be judged at the end of a test. */
final class RealTimeLoop extends EventLoop {
  RealTimeLoop() {
    super(Clock.SYSTEM, SelectorPoller::new);
  }

  List<String> leftOpen() {
    List<String> open = new ArrayList<>();
    openGenerators().forEach(each -> open.add("open async generator " + each));
    openResources().forEach(each -> open.add("unclosed " + each));
    return open;
  }

  void reportUnseenNow() {
    reportUnseen();
  }
}
