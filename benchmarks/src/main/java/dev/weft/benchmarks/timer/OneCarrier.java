package dev.weft.benchmarks.timer;

import dev.weft.benchmarks.OnThreads;
import dev.weft.benchmarks.Workload;
import org.openjdk.jmh.annotations.Fork;

/** The same with one carrier. */
@Fork(
    value = 3,
    jvmArgsAppend = {
      Workload.QUIET,
      Workload.LEAF_OUT_OF_LINE,
      OnThreads.ONE_CARRIER,
      OnThreads.NO_OTHER
    })
public class OneCarrier extends Threads {}
