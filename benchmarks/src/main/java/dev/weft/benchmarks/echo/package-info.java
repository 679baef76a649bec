/**
 * TCP echo on the loopback: 64 bytes there and back. Read {@link dev.weft.benchmarks.echo.Echo}
 * first; a server runs in a JVM of its own, {@link dev.weft.benchmarks.echo.Client} is the same for
 * all.
 */
@NullMarked
package dev.weft.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
