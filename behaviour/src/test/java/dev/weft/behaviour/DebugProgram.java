package dev.weft.behaviour;

import dev.weft.EventLoop;
import java.time.Duration;

/** Tells whether its loops start in debug mode, and lets a callback be slow. */
final class DebugProgram {
  private DebugProgram() {}

  /** Started by DebugModeTest. */
  public static void main(String[] arguments) {
    try (EventLoop loop = EventLoop.create()) {
      System.out.println("debug " + loop.isDebug());
      loop.setSlowCallbackDuration(Duration.ZERO);
      loop.callSoon(loop::stop);
      loop.runForever();
    }
  }
}
