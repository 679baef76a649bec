package dev.weft.weaver.analysis;

/**
 * A place in the frame that keeps one value: a field, or where the fields are used up an element of
 * an array. An {@code int} or {@code float} takes one half of a {@code long}.
 *
 * @param reference whether it keeps a reference; else a primitive value
 * @param index number among those of its sort
 * @param high whether it is the high half of a {@code long} whose low half keeps something else
 */
public record Cell(boolean reference, int index, boolean high) {
  // Written out, here and in what contains cells: what a record has of itself is put together when
  // it is first called, which costs a build more than all comparisons.
  @Override
  public boolean equals(Object other) {
    return other instanceof Cell cell
        && cell.reference == reference
        && cell.index == index
        && cell.high == high;
  }

  @Override
  public int hashCode() {
    return index * 4 + (reference ? 2 : 0) + (high ? 1 : 0);
  }
}
