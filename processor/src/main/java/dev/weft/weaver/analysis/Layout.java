package dev.weft.weaver.analysis;

import java.util.List;
import java.util.Objects;
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
  @Override
  public boolean equals(Object other) {
    return other instanceof Layout layout
        && layout.locals.equals(locals)
        && layout.operands.equals(operands)
        && layout.catches.equals(catches);
  }

  @Override
  public int hashCode() {
    return (31 * locals.hashCode() + operands.hashCode()) * 31 + catches.hashCode();
  }

  /** What is kept in the other half of the cell whose low half keeps {@code low}, or null. */
  public @Nullable Saved sharerOf(Saved low) {
    Saved local = sharer(locals, low);
    return local == null ? sharer(operands, low) : local;
  }

  private static @Nullable Saved sharer(List<Saved> all, Saved low) {
    Cell cell = Objects.requireNonNull(low.cell());
    for (Saved one : all) {
      Cell other = one.cell();
      if (other != null
          && other.high() != cell.high()
          && other.index() == cell.index()
          && !other.reference()) {
        return one;
      }
    }
    return null;
  }

  /** One entry of the exception table without its range. */
  public record Catch(LabelNode handler, @Nullable String type) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Catch one && one.handler == handler && Objects.equals(one.type, type);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(handler);
    }
  }
}
