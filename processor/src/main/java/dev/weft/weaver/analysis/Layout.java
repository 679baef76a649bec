package dev.weft.weaver.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.LabelNode;

/**
 * What is kept while the body is suspended, and which handlers see a failure of what is awaited.
 *
 * <p>Suspension points with equal layouts share the code that saves and restores.
 *
 * @param locals by slot
 * @param operands the operands beneath the awaited value, the top last
 * @param catches the handlers around the suspension point, in the order of the exception table
 */
public record Layout(List<Saved> locals, List<Saved> operands, List<Catch> catches) {
  /** One entry of the exception table without its range. */
  public record Catch(LabelNode handler, @Nullable String type) {}
}
