package dev.weft.weaver.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which slots hold a variable that a debugger shows, by index of instruction.
 *
 * <p>From the {@code LocalVariableTable}; a class compiled with {@code -g:none} shows nothing.
 */
public final class VisibleVariables {
  private record Range(int start, int end, int slot) {}

  private final List<Range> ranges;

  private VisibleVariables(List<Range> ranges) {
    this.ranges = ranges;
  }

  /** Reads the table of {@code method}. */
  public static VisibleVariables of(MethodNode method, ControlFlow flow) {
    List<Range> ranges = new ArrayList<>();
    if (method.localVariables != null) {
      for (LocalVariableNode variable : method.localVariables) {
        ranges.add(new Range(flow.index(variable.start), flow.index(variable.end), variable.index));
      }
    }
    return new VisibleVariables(List.copyOf(ranges));
  }

  /** The slots shown at the instruction at {@code index}. */
  public BitSet at(int index) {
    BitSet visible = new BitSet();
    for (Range range : ranges) {
      if (range.start <= index && index < range.end) {
        visible.set(range.slot);
      }
    }
    return visible;
  }
}
