package dev.weft.weaver.analysis;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A local or an operand that has to be there again after a resume.
 *
 * @param slot slot of the local; {@link #OPERAND} for an operand
 * @param type its type there, as in {@link TypeFrame}
 * @param cell where the value is kept; null when it is not kept, because nobody will read it, and
 *     null or zero does as well
 */
public record Saved(int slot, Object type, @Nullable Cell cell) {
  public static final int OPERAND = -1;

  @Override
  public boolean equals(Object other) {
    return other instanceof Saved saved
        && saved.slot == slot
        && saved.type.equals(type)
        && Objects.equals(saved.cell, cell);
  }

  @Override
  public int hashCode() {
    return (31 * slot + type.hashCode()) * 31 + Objects.hashCode(cell);
  }
}
