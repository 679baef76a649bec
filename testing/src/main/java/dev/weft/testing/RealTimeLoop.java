package dev.weft.testing;

import dev.weft.EventLoop;
import dev.weft.loop.Clock;
import dev.weft.loop.SelectorPoller;

/** A loop in real time that can be judged at the end of a test. */
final class RealTimeLoop extends EventLoop {
  RealTimeLoop() {
    super(Clock.SYSTEM, SelectorPoller::new);
  }

  void reportUnseenNow() {
    reportUnseen();
  }
}
