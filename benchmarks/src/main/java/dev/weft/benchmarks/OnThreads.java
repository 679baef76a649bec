package dev.weft.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A workload on virtual threads, with the JDK's default number of carriers. {@code benchmarks/run}
 * runs each a second time with one carrier, as Weft's tasks share one thread.
 */
public abstract class OnThreads extends Workload {
  private final ExecutorService threads = VirtualThreads.newExecutor();

  /** Runs one invocation's work to its end, in a virtual thread. */
  protected final int run(Callable<Integer> main) throws InterruptedException, ExecutionException {
    return start(main).get();
  }

  /** Starts a virtual thread. */
  protected final <T> Future<T> start(Callable<T> work) {
    return threads.submit(work);
  }

  /** Ends the executor. */
  @TearDown
  public void close() {
    threads.shutdown();
  }
}
