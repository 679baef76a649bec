package dev.weft.io;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * How to connect. Immutable; each {@code with} gives another one.
 *
 * @param limit how far the reader reads ahead, and how long a line may be
 * @param localAddress where to connect from; null for anywhere
 * @param happyEyeballsDelay how long one address of a name may take before the next one joins in;
 *     null for one after the other, each as long as it takes
 * @param tls keys and whom to trust; null for a stream in the clear
 * @param serverName whom the certificate has to name; null for the host that is connected to
 * @param handshakeTimeout how long the TLS handshake may take
 * @param tlsAdjustment changes the TLS parameters: protocols, ciphers, ALPN, name checks; null for
 *     none
 */
public record ConnectOptions(
    int limit,
    @Nullable SocketAddress localAddress,
    @Nullable Duration happyEyeballsDelay,
    @Nullable SSLContext tls,
    @Nullable String serverName,
    Duration handshakeTimeout,
    @Nullable Consumer<SSLParameters> tlsAdjustment) {
  /** In the clear, with a limit of 64 KiB. */
  public static final ConnectOptions DEFAULT =
      new ConnectOptions(
          StreamReader.DEFAULT_LIMIT, null, null, null, null, TlsSettings.HANDSHAKE_TIMEOUT, null);

  /**
   * How to connect.
   *
   * @param limit how far the reader reads ahead, and how long a line may be
   * @param localAddress where to connect from; null for anywhere
   * @param happyEyeballsDelay how long one address of a name may take before the next one joins in;
   *     null for one after the other, each as long as it takes
   * @param tls keys and whom to trust; null for a stream in the clear
   * @param serverName whom the certificate has to name; null for the host that is connected to
   * @param handshakeTimeout how long the TLS handshake may take
   * @param tlsAdjustment changes the TLS parameters: protocols, ciphers, ALPN, name checks; null
   *     for none
   * @throws IllegalArgumentException if the limit is not positive
   */
  public ConnectOptions {
    StreamReader.requireLimit(limit); // Later there would be something open that nobody closes.
  }

  /**
   * With another limit.
   *
   * @param bytes how far the reader reads ahead, and how long a line may be
   * @return other options
   */
  public ConnectOptions withLimit(int bytes) {
    return new ConnectOptions(
        bytes, localAddress, happyEyeballsDelay, tls, serverName, handshakeTimeout, tlsAdjustment);
  }

  /**
   * From an address of one's own.
   *
   * @param address where to connect from
   * @return other options
   */
  public ConnectOptions withLocalAddress(SocketAddress address) {
    return new ConnectOptions(
        limit, address, happyEyeballsDelay, tls, serverName, handshakeTimeout, tlsAdjustment);
  }

  /**
   * With happy eyeballs (RFC 8305): if a name has several addresses, the next one is tried when one
   * has not connected by then, or has failed; IPv6 and IPv4 take turns, and the first connection
   * counts.
   *
   * @param delay how long one address has to itself; 250 ms is what the RFC recommends
   * @return other options
   */
  public ConnectOptions withHappyEyeballsDelay(Duration delay) {
    return new ConnectOptions(
        limit, localAddress, delay, tls, serverName, handshakeTimeout, tlsAdjustment);
  }

  /**
   * Over TLS.
   *
   * @param context keys and whom to trust
   * @return other options
   */
  public ConnectOptions withTls(SSLContext context) {
    return new ConnectOptions(
        limit,
        localAddress,
        happyEyeballsDelay,
        context,
        serverName,
        handshakeTimeout,
        tlsAdjustment);
  }

  /**
   * With another name than the host's in the certificate.
   *
   * @param name whom the certificate has to name
   * @return other options
   */
  public ConnectOptions withServerName(String name) {
    return new ConnectOptions(
        limit, localAddress, happyEyeballsDelay, tls, name, handshakeTimeout, tlsAdjustment);
  }

  /**
   * With another patience.
   *
   * @param timeout how long the TLS handshake may take
   * @return other options
   */
  public ConnectOptions withHandshakeTimeout(Duration timeout) {
    return new ConnectOptions(
        limit, localAddress, happyEyeballsDelay, tls, serverName, timeout, tlsAdjustment);
  }

  /**
   * With other TLS parameters.
   *
   * @param adjustment changes what is right for most: protocols, ciphers, ALPN, name checks
   * @return other options
   */
  public ConnectOptions withTlsParameters(Consumer<SSLParameters> adjustment) {
    return new ConnectOptions(
        limit, localAddress, happyEyeballsDelay, tls, serverName, handshakeTimeout, adjustment);
  }
}
