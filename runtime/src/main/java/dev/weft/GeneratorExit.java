package dev.weft;

/**
 * Unwinds the body of an {@link AsyncGenerator} that is closed before its end, from the {@code
 * emit} where it stands: its {@code finally} blocks run and may await. Python's GeneratorExit.
 *
 * <p>It is an {@code Error} so that {@code catch (Exception e)} does not swallow it. Code that
 * catches it must not emit any more.
 */
public final class GeneratorExit extends Error {
  private static final long serialVersionUID = 1L;

  /** Without a trace: it says nothing but that nobody wants more. */
  GeneratorExit() {
    super("the async generator is being closed", null, false, false);
  }
}
