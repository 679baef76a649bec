package dev.weft.testing;

import dev.weft.EventLoop;
import java.util.function.BooleanSupplier;

/** Calls back in every turn of a loop while something is so, as a selector does. */
final class EveryTurn {
  private final EventLoop loop;
  private final BooleanSupplier isSo;
  private final Runnable action;
  private boolean scheduled;

  EveryTurn(EventLoop loop, BooleanSupplier isSo, Runnable action) {
    this.loop = loop;
    this.isSo = isSo;
    this.action = action;
  }

  /** Something has changed: perhaps it is so now. */
  void check() {
    if (!scheduled && isSo.getAsBoolean() && !loop.isClosed()) {
      scheduled = true;
      loop.callSoon(this::turn);
    }
  }

  private void turn() {
    scheduled = false;
    if (isSo.getAsBoolean()) {
      action.run();
    }
    check();
  }
}
