/**
 * Streams, servers, datagrams, TLS, files and subprocesses, most of them over real sockets. Begin
 * with {@link EchoTest}; {@link Peers} are the servers and clients that many tests talk to.
 *
 * <p>{@link Http2Test}, {@link NginxTest}, {@link OpensslTest} and {@link HttpTest} meet peers that
 * are not ours. {@link FaultsTest}, {@link CancelAnywhereTest} and {@link ManyConnectionsTest} do
 * at random, or in numbers, what the others do once: system properties make them as heavy as {@code
 * mvn verify} runs them.
 */
package dev.weft.behaviour.io;
