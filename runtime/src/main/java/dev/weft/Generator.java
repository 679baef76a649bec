package dev.weft;

import dev.weft.compiled.Attempt;
import dev.weft.compiled.GeneratorFrame;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An async generator as users hold it. All its state is in the frame, which does not refer to it:
 * so it is collected when nobody iterates any more, and {@link OpenGenerators} closes the frame.
 */
@SuppressWarnings("IterableAndIterator") // Like Python's it is its own iterator: there is but one.
final class Generator<T> implements AsyncGenerator<T>, AsyncIterator<T> {
  private final GeneratorFrame frame;

  Generator(GeneratorFrame frame) {
    this.frame = frame;
  }

  @Override
  public AsyncIterator<T> iterator() {
    return this;
  }

  @Override
  public Coroutine<Boolean> advance() {
    return new Advance(this, frame);
  }

  @Override
  public T next() {
    if (!frame.hasElement()) {
      throw new NoSuchElementException("await advance() before each next() of " + this);
    }
    return Unchecked.cast(frame.takeElement());
  }

  @Override
  public Coroutine<Void> closeAsync() {
    return new Close(this, frame);
  }

  @Override
  public String toString() {
    return text(frame);
  }

  static String text(GeneratorFrame frame) {
    return "<AsyncGenerator " + LineTable.nameOf(frame) + " " + frame.phase() + ">";
  }

  /** {@link AsyncGenerator#advance}: the body runs as if the awaiting frame had called it. */
  private static final class Advance extends Attempt<Boolean> {
    private final Generator<?> generator;
    private final GeneratorFrame frame;

    Advance(Generator<?> generator, GeneratorFrame frame) {
      this.generator = generator;
      this.frame = frame;
    }

    @Override
    protected @Nullable Object attempt(Task<?> task, int depth) throws Throwable {
      return frame.advance(generator, task, depth);
    }

    @Override
    String describe() {
      return LineTable.nameOf(frame) + ".advance";
    }
  }

  /** {@link AsyncGenerator#closeAsync}, also of a frame whose generator is gone. */
  static final class Close extends Attempt<Void> {
    private final Object generator;
    private final GeneratorFrame frame;

    Close(Object generator, GeneratorFrame frame) {
      this.generator = generator;
      this.frame = frame;
    }

    @Override
    protected @Nullable Object attempt(Task<?> task, int depth) throws Throwable {
      return frame.close(generator, task, depth);
    }

    @Override
    String describe() {
      return LineTable.nameOf(frame) + ".closeAsync";
    }
  }
}
