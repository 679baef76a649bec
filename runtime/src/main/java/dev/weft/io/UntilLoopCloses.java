package dev.weft.io;

import java.util.function.Supplier;

/** What a loop closes with itself, under the name that its user knows. */
@SuppressWarnings("try") // It throws what closing throws, be that an interrupt.
final class UntilLoopCloses implements AutoCloseable {
  private final Supplier<?> known;
  private final AutoCloseable closing;

  /** In reports it is what {@code known} gives; {@code closing} is what is done. */
  UntilLoopCloses(Supplier<?> known, AutoCloseable closing) {
    this.known = known;
    this.closing = closing;
  }

  @Override
  public void close() throws Exception {
    closing.close();
  }

  @Override
  public String toString() {
    return String.valueOf(known.get());
  }
}
