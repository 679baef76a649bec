package dev.weft;

/**
 * Elements made one by one by an {@link Async} method that calls {@link Asyncio#emit}, each when it
 * is asked for. Python's async generator.
 *
 * <pre>{@code
 * static @Async AsyncGenerator<Integer> ticks(int count) {
 *   for (int i = 0; i < count; i++) {
 *     emit(i);
 *     await(sleep(ofSeconds(1)));
 *   }
 *   return end();
 * }
 * }</pre>
 *
 * <p>A call runs nothing; the body starts with the first {@code advance()}, and runs in the task
 * that asks for an element, until it emits one. There is one iteration, however often it is asked
 * for. Whoever leaves a {@code for} loop over it early closes it.
 *
 * <pre>
 *   FRESH --advance--&gt; RUNNING --emit--&gt; PAUSED
 *     |                  | ^---advance-----'|
 *     |                  |   &lt;--closeAsync--' (the emit throws {@link GeneratorExit})
 *     '--closeAsync--&gt; FINISHED &lt;--end, failure--'
 * </pre>
 *
 * @param <T> the elements
 */
public interface AsyncGenerator<T> extends AsyncIterable<T>, AsyncCloseable {
  /**
   * Runs the body up to its next element.
   *
   * @return whether there is one; false when the body has ended or was closed. Awaiting it while
   *     another task does is an {@code IllegalStateException}
   */
  Coroutine<Boolean> advance();

  /**
   * The element that {@link #advance} went to. It can be taken once.
   *
   * @return the element
   * @throws java.util.NoSuchElementException if there is none
   */
  T next();

  /**
   * Ends the body early: the {@code emit} where it stands throws, its {@code finally} blocks run.
   * Does nothing when it has ended. One that has not begun never runs.
   *
   * @return done when the body has ended; fails with what the body throws, or with an {@code
   *     IllegalStateException} if the body emits once more
   */
  @Override
  Coroutine<Void> closeAsync();
}
