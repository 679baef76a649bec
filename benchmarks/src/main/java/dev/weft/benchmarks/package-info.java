/**
 * What Weft costs, beside its peers.
 *
 * <p>A package for each workload, and in it a class for each peer, all with the same methods:
 * {@code call} (awaits that do not suspend), {@code turn} (giving way), {@code queue}, {@code
 * task}, {@code timer}, {@code lock}, {@code skynet} (a tree of a million tasks), {@code failure}
 * (exceptions). Read {@code call.Weft} for the question, then {@code call.Limit} for what the same
 * costs when it is written by hand, on the loop in {@code limit}. {@link
 * dev.weft.benchmarks.Workload} says how all of these are run, {@link dev.weft.benchmarks.Sizes}
 * how much they do.
 *
 * <p>Not run by JMH: {@code once} (memory, and CPU time of a whole process) and {@code echo}
 * (sockets).
 */
@NullMarked
package dev.weft.benchmarks;

import org.jspecify.annotations.NullMarked;
