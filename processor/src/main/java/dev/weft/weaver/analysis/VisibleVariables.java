package dev.weft.weaver.analysis;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which slots hold a variable that a debugger shows, by index of instruction.
 *
 * <p>From the {@code LocalVariableTable}; a class compiled with {@code -g:none} shows nothing.
 */
final class VisibleVariables {
  private record Range(int start, int end, int slot) {
    boolean contains(int index) {
      return start <= index && index < end;
    }
  }

  private final List<Range> ranges;

  private VisibleVariables(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** Reads the table of {@code method}. */
  static VisibleVariables of(MethodNode method, ControlFlow flow) {
    List<Range> ranges = new ArrayList<>();
    if (method.localVariables != null) {
      for (LocalVariableNode variable : method.localVariables) {
        ranges.add(new Range(flow.index(variable.start), flow.index(variable.end), variable.index));
      }
    }
    return new VisibleVariables(ranges);
  }

  /** Whether none is ever shown. */
  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Whether a variable in {@code slot} is shown at the instruction at {@code index}. */
  boolean contains(int index, int slot) {
    for (Range range : ranges) {
      if (range.slot == slot && range.contains(index)) {
        return true;
      }
    }
    return false;
  }

  /** Adds to the set of the instruction the slots that are shown and have a type there. */
  void addTyped(int index, TypeFrame frame, SlotSets sets) {
    for (Range range : ranges) {
      if (range.contains(index) && !frame.isTop(range.slot)) {
        sets.add(index, range.slot);
      }
    }
  }
}
