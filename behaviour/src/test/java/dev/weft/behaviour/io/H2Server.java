package dev.weft.behaviour.io;

import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server that is not ours and speaks HTTP/2: over TLS, and in the clear after an upgrade. */
final class H2Server extends Handler.Abstract {
  /** How much {@code /large} writes at a time. */
  static final int PIECE = 10_000;

  /** More requests than that at a time it refuses. */
  static final int MOST_STREAMS = 30;

  private final Server server = new Server(new QueuedThreadPool(16));
  private final ServerConnector secure;
  private final ServerConnector clear;

  /** From where requests came: one address for each connection. */
  final Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();

  /** What {@code /endless} has written, and whether it found out that nobody reads any more. */
  final AtomicLong endlessBytes = new AtomicLong();

  final CountDownLatch endlessCutOff = new CountDownLatch(1);

  /** Until this is counted down, {@code /gate} does not answer. */
  final CountDownLatch gate = new CountDownLatch(1);

  H2Server(SSLContext tls) throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    SslContextFactory.Server keys = new SslContextFactory.Server();
    keys.setSslContext(tls);
    HTTP2ServerConnectionFactory two = new HTTP2ServerConnectionFactory(http);
    two.setMaxConcurrentStreams(MOST_STREAMS);
    secure =
        new ServerConnector(
            server,
            1,
            1,
            new SslConnectionFactory(keys, "alpn"),
            new ALPNServerConnectionFactory("h2"),
            two);
    clear =
        new ServerConnector(
            server, 1, 1, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
    server.addConnector(secure);
    server.addConnector(clear);
    server.setHandler(this);
    server.start();
  }

  String secureUrl() {
    return "https://localhost:" + secure.getLocalPort();
  }

  String clearUrl() {
    return "http://localhost:" + clear.getLocalPort();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    connections.add(request.getConnectionMetaData().getRemoteSocketAddress());
    switch (Request.getPathInContext(request)) {
      case "/echo" -> {
        byte[] body = Content.Source.asInputStream(request).readAllBytes();
        if (body.length > 0) {
          write(response, body);
        }
      }
      case "/gate" -> {
        gate.await();
        write(response, "open".getBytes(StandardCharsets.US_ASCII));
      }
      case "/large" -> writeLarge(response, Integer.parseInt(request.getHttpURI().getQuery()));
      case "/endless" -> writeEndless(response);
      default -> response.setStatus(404);
    }
    callback.succeeded();
    return true;
  }

  private static void write(Response response, byte[] bytes) throws IOException {
    OutputStream output = Content.Sink.asOutputStream(response);
    output.write(bytes);
  }

  /** So many pieces, each full of its number. */
  private static void writeLarge(Response response, int pieces) throws IOException {
    for (int i = 0; i < pieces; i++) {
      write(response, piece(i));
    }
  }

  static byte[] piece(int number) {
    byte[] piece = new byte[PIECE];
    Arrays.fill(piece, (byte) number);
    return piece;
  }

  private void writeEndless(Response response) {
    try {
      while (true) {
        write(response, new byte[PIECE]);
        endlessBytes.addAndGet(PIECE);
      }
    } catch (IOException e) {
      endlessCutOff.countDown();
    }
  }

  void shutDown() throws Exception {
    gate.countDown();
    server.stop();
  }
}
