package dev.weft.compiled;

import dev.weft.AsyncIterator;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import java.util.Iterator;

/** The head of an enhanced for loop over an async iterable. For woven code only. */
public final class AsyncFor {
  private AsyncFor() {}

  /**
   * Goes to the next element.
   *
   * @param iterator the loop's iterator; a plain one if the source did not tell
   * @return whether there is one
   */
  public static Coroutine<Boolean> advance(Iterator<?> iterator) {
    return iterator instanceof AsyncIterator<?> async
        ? async.advance()
        : Asyncio.done(iterator.hasNext());
  }
}
