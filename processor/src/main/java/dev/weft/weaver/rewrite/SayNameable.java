package dev.weft.weaver.rewrite;

import java.util.Map;
import org.objectweb.asm.tree.MethodNode;

/**
 * Makes the {@code StackMapTable} say other types for those that the method may not name.
 *
 * <pre>
 *   frame [this, Frame, Task, Hidden]   =>   frame [this, Frame, Task, Base]
 * </pre>
 *
 * <p>Why: after a resume the value is what it can be cast to, see {@link
 * dev.weft.weaver.analysis.Unnameable}, and the frames behind must not ask for more.
 */
public final class SayNameable {
  /** Rewrites each frame; {@code standIns} has a type for each that is to go. */
  public static void in(MethodNode body, Map<String, String> standIns) {
    FrameTypes.replaceAll(
        body, type -> type instanceof String name ? standIns.getOrDefault(name, name) : type);
  }

  private SayNameable() {}
}
