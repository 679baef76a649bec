package dev.weft;

import java.util.List;

/**
 * The awaits that continue the Java stack of a step: the place of the frame that the step has
 * resumed, if its body tells it, and those that await it.
 *
 * @param places innermost first
 * @param beginsWithResumed whether the first is the resumed frame, which is on the Java stack, too
 */
record AwaitChain(List<StackTraceElement> places, boolean beginsWithResumed) {
  /**
   * What goes on below the user's places of a Java stack.
   *
   * <p>The lowest of them nearly always is that of the resumed frame, and those that await it
   * follow. But an exception may be made in one step and thrown in a later one, which has resumed
   * another frame: then some of those that await that one are on the stack already. Where a method
   * stands in both several times, as a recursion does, nothing tells which of them it was.
   */
  List<StackTraceElement> below(List<StackTraceElement> stack) {
    if (beginsWithResumed && !stack.isEmpty()) {
      StackTraceElement lowest = stack.get(stack.size() - 1);
      for (int i = 0; i < places.size(); i++) {
        if (isSameMethod(places.get(i), lowest)) {
          return places.subList(i + 1, places.size());
        }
      }
    }
    return places;
  }

  private static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
    return one.getMethodName().equals(other.getMethodName())
        && one.getClassName().equals(other.getClassName());
  }
}
