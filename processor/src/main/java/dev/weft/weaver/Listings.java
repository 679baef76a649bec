package dev.weft.weaver;

import org.objectweb.asm.tree.MethodNode;

/** Somebody who wants to see a method after each pass. */
@FunctionalInterface
public interface Listings {
  /** Nobody. */
  Listings NONE = (method, pass, code, remark) -> {};

  /**
   * Called after a pass.
   *
   * @param method the method being woven
   * @param pass name of the pass
   * @param code the method that holds the code now
   * @param remark what an analysis found; empty for other passes
   */
  void after(MethodNode method, String pass, MethodNode code, String remark);
}
