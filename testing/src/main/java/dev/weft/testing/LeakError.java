package dev.weft.testing;

import java.util.List;

/** A test passed, but left something behind. */
public final class LeakError extends AssertionError {
  private static final long serialVersionUID = 1L;

  private LeakError(String message) {
    super(message);
  }

  static LeakError of(String test, List<String> left) {
    StringBuilder text = new StringBuilder();
    text.append("[Leak] ").append(test).append(" left behind what nobody ends, sees or awaits;");
    text.append(" end it in the test, or say @AsyncTest(leaks = false):");
    left.forEach(each -> text.append("\n  ").append(each));
    return new LeakError(text.toString());
  }
}
