package dev.weft.weaver.analysis;

import java.util.List;
import org.objectweb.asm.Opcodes;

/** The instructions that move operands whatever their type: {@code dup}, {@code swap}, ... */
final class StackShuffle {
  /** Applies {@code opcode} to a stack whose top is last and whose wide operands are one entry. */
  static void execute(int opcode, List<Object> stack) {
    switch (opcode) {
      case Opcodes.POP2 -> drop(stack, operands(stack, stack.size(), 2));
      case Opcodes.DUP -> duplicate(stack, 1, 0);
      case Opcodes.DUP_X1 -> duplicate(stack, 1, 1);
      case Opcodes.DUP_X2 -> duplicate(stack, 1, 2);
      case Opcodes.DUP2 -> duplicate(stack, 2, 0);
      case Opcodes.DUP2_X1 -> duplicate(stack, 2, 1);
      case Opcodes.DUP2_X2 -> duplicate(stack, 2, 2);
      case Opcodes.SWAP -> {
        Object top = stack.remove(stack.size() - 1);
        stack.add(stack.size() - 1, top);
      }
      default -> throw new IllegalArgumentException("opcode " + opcode + " has no known effect");
    }
  }

  /** Copies the top {@code words} words to below the {@code below} words beneath them. */
  private static void duplicate(List<Object> stack, int words, int below) {
    int copied = operands(stack, stack.size(), words);
    int from = stack.size() - copied;
    int skipped = operands(stack, from, below);
    stack.addAll(from - skipped, List.copyOf(stack.subList(from, stack.size())));
  }

  /** How many operands the {@code words} words below index {@code end} are. */
  private static int operands(List<Object> stack, int end, int words) {
    int count = 0;
    for (int left = words; left > 0; count++) {
      left -= TypeFrame.isWide(stack.get(end - 1 - count)) ? 2 : 1;
    }
    return count;
  }

  private static void drop(List<Object> stack, int count) {
    stack.subList(stack.size() - count, stack.size()).clear();
  }

  private StackShuffle() {}
}
