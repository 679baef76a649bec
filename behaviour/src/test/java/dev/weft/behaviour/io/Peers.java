package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.AsyncConsumer;
import dev.weft.Coroutine;
import dev.weft.io.ConnectOptions;
import dev.weft.io.Server;
import dev.weft.io.ServerOptions;
import dev.weft.io.StreamReader;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Small servers and clients that several tests talk to. */
final class Peers {
  private Peers() {}

  /** Sends back what comes, until the peer has ended. */
  @Async
  static Coroutine<Void> echo(TcpStream stream) throws IOException {
    byte[] bytes;
    while ((bytes = await(stream.reader().read(64 * 1024))).length > 0) {
      stream.writer().write(bytes);
      await(stream.writer().drain());
    }
    return done();
  }

  /** A server that echoes, on a free port. */
  @Async
  static Coroutine<Server> echoServer() throws IOException {
    return done(await(Streams.startServer(stream -> await(echo(stream)), "127.0.0.1", 0)));
  }

  /** A server over TLS, on a free port. */
  static Coroutine<Server> tlsServer(AsyncConsumer<TcpStream> client) throws IOException {
    ServerOptions options = ServerOptions.DEFAULT.withTls(Certificates.tls());
    return Streams.startServer(client, "127.0.0.1", 0, options);
  }

  /** A server over TLS that echoes, on a free port. */
  static Coroutine<Server> tlsEchoServer() throws IOException {
    return tlsServer(stream -> await(echo(stream)));
  }

  /** Connects to a server of this host. */
  static Coroutine<TcpStream> connect(Server server) throws IOException {
    return Streams.openConnection("127.0.0.1", server.port());
  }

  /** Connects over TLS to a server of this host. */
  static Coroutine<TcpStream> connectOverTls(Server server) throws IOException {
    return Streams.openConnection("localhost", server.port(), Certificates.tls());
  }

  /** The options of a connection over one version of TLS. */
  static ConnectOptions overTls(String protocol) {
    return ConnectOptions.DEFAULT
        .withTls(Certificates.tls())
        .withTlsParameters(them -> them.setProtocols(new String[] {protocol}));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static void feed(StreamReader reader, String text) {
    reader.feedData(ByteBuffer.wrap(bytes(text)));
  }
}
