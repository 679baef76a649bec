package dev.weft.io;

import java.net.SocketAddress;

/**
 * A message over UDP.
 *
 * @param data what it says
 * @param sender who sent it
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to be read, not to be compared.
public record Datagram(byte[] data, SocketAddress sender) {}
