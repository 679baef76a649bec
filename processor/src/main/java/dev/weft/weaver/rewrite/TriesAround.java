package dev.weft.weaver.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The try blocks around a loop, which also guard the code that is added for it. */
final class TriesAround {
  private final MethodNode body;

  /** In the order of the table; without the blocks that {@link #guard} adds. */
  private final List<TryCatchBlockNode> blocks;

  private final Set<LabelNode> handlers = new LinkedHashSet<>();

  TriesAround(MethodNode body, List<TryCatchBlockNode> blocks) {
    this.body = body;
    this.blocks = blocks;
    blocks.forEach(block -> handlers.add(block.handler));
  }

  /** Where they send what is thrown, the innermost first. */
  Set<LabelNode> handlers() {
    return handlers;
  }

  /** Has all of them guard what stands between two labels. */
  void guard(LabelNode start, LabelNode end) {
    guard(start, end, handlers);
  }

  /** Has those of some handlers guard what stands between two labels. */
  void guard(LabelNode start, LabelNode end, Set<LabelNode> wanted) {
    List<TryCatchBlockNode> longer = new ArrayList<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      longer.add(block);
      if (blocks.contains(block) && wanted.contains(block.handler)) {
        longer.add(new TryCatchBlockNode(start, end, block.handler, block.type));
      }
    }
    body.tryCatchBlocks = longer;
  }

  /** The index in the table before all of them, and behind all that is in the loop. */
  int placeInTable() {
    for (int n = 0; n < body.tryCatchBlocks.size(); n++) {
      if (handlers.contains(body.tryCatchBlocks.get(n).handler)) {
        return n;
      }
    }
    return body.tryCatchBlocks.size();
  }
}
