package dev.weft.weaver.analysis;

import dev.weft.weaver.names.RuntimeNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The try blocks around each instruction of a method, by its index.
 *
 * <p>It is a snapshot: ask for a new one after a rewrite.
 */
public final class TryRanges {
  private static final int[] NONE = {};

  private final InsnList code;
  private final List<TryCatchBlockNode> blocks;

  /** For each instruction the try blocks around it in the order of the table; null outside. */
  private final @Nullable Tries[] tries;

  /** Shared by neighbours, and told apart by identity. */
  private static final class Tries {
    final List<TryCatchBlockNode> blocks;
    final int[] handlers;

    Tries(List<TryCatchBlockNode> blocks, int[] handlers) {
      this.blocks = blocks;
      this.handlers = handlers;
    }
  }

  private TryRanges(InsnList code, List<TryCatchBlockNode> blocks) {
    this.code = code;
    this.blocks = blocks;
    this.tries = new Tries[code.size()];
  }

  /** Reads the exception table of {@code method}. */
  public static TryRanges of(MethodNode method) {
    TryRanges ranges = new TryRanges(method.instructions, List.copyOf(method.tryCatchBlocks));
    for (TryCatchBlockNode block : ranges.blocks) {
      ranges.add(block);
    }
    return ranges;
  }

  /** The index of {@code insn}. */
  public int index(AbstractInsnNode insn) {
    return code.indexOf(insn);
  }

  /**
   * The try blocks around the instruction in the order of the table, whether or not an earlier one
   * catches everything: the verifier looks at all of them.
   */
  public List<TryCatchBlockNode> around(int index) {
    Tries its = tries[index];
    return its == null ? List.of() : its.blocks;
  }

  /** The try blocks without those that an earlier one keeps from ever catching anything. */
  public List<TryCatchBlockNode> reachedFrom(int index) {
    List<TryCatchBlockNode> around = around(index);
    for (int n = 0; n < around.size(); n++) {
      if (catchesAll(around.get(n))) {
        return around.subList(0, n + 1);
      }
    }
    return around;
  }

  /** Where the handlers of {@link #around} begin. */
  int[] handlers(int index) {
    Tries its = tries[index];
    return its == null ? NONE : its.handlers;
  }

  /** Marks the handlers that stand before something that they guard. */
  void markHeads(boolean[] isHead) {
    for (TryCatchBlockNode block : blocks) {
      int handler = code.indexOf(block.handler);
      isHead[handler] |= handler < code.indexOf(block.end);
    }
  }

  private static boolean catchesAll(TryCatchBlockNode block) {
    return block.type == null || block.type.equals(RuntimeNames.THROWABLE);
  }

  private void add(TryCatchBlockNode block) {
    int end = code.indexOf(block.end);
    int handler = code.indexOf(block.handler);
    Tries before = null;
    Tries with = null;
    for (int index = code.indexOf(block.start); index < end; index++) {
      // Neighbours mostly share an entry; copying it for each would be quadratic.
      if (with == null || tries[index] != before) {
        before = tries[index];
        with = plus(before, block, handler);
      }
      tries[index] = with;
    }
  }

  private static Tries plus(@Nullable Tries around, TryCatchBlockNode block, int handler) {
    if (around == null) {
      return new Tries(List.of(block), new int[] {handler});
    }
    List<TryCatchBlockNode> blocks = new ArrayList<>(around.blocks);
    blocks.add(block);
    int[] handlers = Arrays.copyOf(around.handlers, blocks.size());
    handlers[blocks.size() - 1] = handler;
    return new Tries(blocks, handlers);
  }
}
