package dev.weft.weaver;

import org.objectweb.asm.tree.MethodNode;

/** Somebody who wants to see a method after each pass. */
@FunctionalInterface
public interface Listings {
  /**
   * Called after a pass.
   *
   * @param method the method being woven
   * @param pass name of the pass
   * @param text the code that the pass left, or what it found out
   */
  void after(MethodNode method, String pass, String text);

  /**
   * Called once for each method, when its states are known.
   *
   * @param method the method being woven
   * @param mermaid its states as a diagram
   */
  default void picture(MethodNode method, String mermaid) {}
}
