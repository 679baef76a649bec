package dev.weft.benchmarks;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A workload on one of Weft's loops, which is opened once: opening a selector takes longer than
 * some of them.
 *
 * <p>A call of an async method only captures its arguments; what the innermost one does is in its
 * body, so that is what stays out of line.
 */
@Fork(
    value = 3,
    jvmArgsAppend = {Workload.QUIET, OnWeft.LEAF_BODY_OUT_OF_LINE})
public abstract class OnWeft extends Workload {
  static final String LEAF_BODY_OUT_OF_LINE =
      "-XX:CompileCommand=dontinline,dev/weft/benchmarks/*.lambda$leaf*";

  private final EventLoop loop = EventLoop.create();

  /** Runs one invocation's work to its end. */
  protected final <T> T run(Coroutine<T> main) {
    return loop.runUntilComplete(main);
  }

  /** Closes the loop. */
  @TearDown
  public void close() {
    loop.close();
  }
}
