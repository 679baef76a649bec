package dev.weft;

import dev.weft.compiled.AsyncFor;
import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/** The first elements of an iteration, which is closed when there were enough. */
final class TakeIterator<T> implements AsyncIterator<T>, AsyncCloseable {
  private static final short ENDING = 1;

  private final AsyncIterator<T> source;
  private long left;

  TakeIterator(AsyncIterator<T> source, long count) {
    this.source = source;
    this.left = count;
  }

  @Override
  public Coroutine<Boolean> advance() {
    if (left > 0) {
      left--;
      return source.advance();
    }
    return new Frame<>(TakeIterator::end, this);
  }

  private static @Nullable Object end(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    if (frame.state == Frame.START) {
      frame.state = ENDING;
      TakeIterator<?> all = Unchecked.cast(self);
      return Frame.await(all.closeAsync(), frame, task) == Frame.SUSPENDED
          ? Frame.SUSPENDED
          : (Object) false;
    }
    frame.resumed(task);
    return false;
  }

  @Override
  public T next() {
    return source.next();
  }

  @Override
  public Coroutine<Void> closeAsync() {
    return AsyncFor.close(source);
  }
}
