package dev.weft;

/**
 * The failures that end the loop instead of being reported: what SystemExit and KeyboardInterrupt
 * are to asyncio.
 *
 * <p>A StackOverflowError is not among them: it is a mistake in one task, and its stack has
 * unwound.
 */
final class Fatal {
  private Fatal() {}

  static boolean is(Throwable failure) {
    return failure instanceof KeyboardInterrupt
        || (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError));
  }
}
