package dev.weft.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How every benchmark is run: one thread, nanoseconds per operation, in a JVM with the same flags.
 *
 * <p>The innermost function of a chain of calls is called {@code leaf} and kept out of line, as one
 * is that does something: without that the JIT folds the whole workload into a multiplication, for
 * some of the peers and not for others.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 3,
    jvmArgsAppend = {Workload.QUIET, Workload.LEAF_OUT_OF_LINE})
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public abstract class Workload {
  /** Names the innermost functions to the JIT; for Weft their bodies, see {@link OnWeft}. */
  public static final String LEAF_OUT_OF_LINE =
      "-XX:CompileCommand=dontinline,dev/weft/benchmarks/*.leaf";

  /** Keeps the JIT from answering each command on the standard output. */
  public static final String QUIET = "-XX:CompileCommand=quiet";
}
