package dev.weft.compiled;

import dev.weft.AsyncCloseable;
import dev.weft.Asyncio;
import dev.weft.Coroutine;

/** The end of a try-with-resources statement over an async resource. For woven code only. */
public final class AsyncWith {
  private AsyncWith() {}

  /**
   * Closes a resource.
   *
   * @param resource the resource; a plain one if the source did not tell
   * @return to be awaited
   * @throws Exception what closing a plain one throws
   */
  public static Coroutine<Void> close(AutoCloseable resource) throws Exception {
    if (resource instanceof AsyncCloseable async) {
      return async.closeAsync();
    }
    resource.close();
    return Asyncio.done();
  }
}
