package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.toThread;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.io.Certificates.tls;
import static dev.weft.behaviour.io.Peers.connect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.io.ConnectOptions;
import dev.weft.io.Server;
import dev.weft.io.ServerOptions;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams over TLS, both ends ours. */
class TlsTest {
  private static final int PIECES = 10;

  private final List<Object> seen = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void whatIsSentComesBack(String protocol) throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsEchoServer());
          ConnectOptions options = Peers.overTls(protocol);
          TcpStream stream = await(Streams.openConnection("localhost", server.port(), options));
          seen.add(stream.tlsSession().getProtocol());
          for (int i = 0; i < 3; i++) {
            stream.writer().write("line " + i + "\n");
            seen.add(await(stream.reader().readLine()));
          }
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(protocol, "line 0\n", "line 1\n", "line 2\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void muchDataArrivesWhole(String protocol) throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsEchoServer());
          ConnectOptions options = Peers.overTls(protocol);
          TcpStream stream = await(Streams.openConnection("localhost", server.port(), options));
          List<Task<Long>> both =
              List.of(
                  EventLoop.running().createTask(sendPieces(stream)),
                  EventLoop.running().createTask(receivePieces(stream)));
          seen.addAll(await(gather(both)));
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen.get(0)).isEqualTo(seen.get(1));
  }

  @Async
  private static Coroutine<Long> sendPieces(TcpStream stream) throws IOException {
    CRC32 sum = new CRC32();
    byte[] piece = new byte[123_457];
    for (int i = 0; i < PIECES; i++) {
      piece[i]++;
      sum.update(piece);
      stream.writer().write(piece);
      await(stream.writer().drain());
    }
    return done(sum.getValue());
  }

  @Async
  private static Coroutine<Long> receivePieces(TcpStream stream) throws IOException {
    CRC32 sum = new CRC32();
    for (int i = 0; i < PIECES; i++) {
      sum.update(await(stream.reader().readExactly(123_457)));
    }
    return done(sum.getValue());
  }

  @Test
  void wrongNameInTheCertificateIsRefusedByName() throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsEchoServer());
          ConnectOptions options =
              ConnectOptions.DEFAULT.withTls(tls()).withServerName("weft.example");
          try {
            await(Streams.openConnection("127.0.0.1", server.port(), options));
          } catch (SSLHandshakeException e) {
            seen.add(e.getMessage());
          }
          await(server.closeAsync());
        });

    assertThat(seen.toString())
        .contains("TLS handshake with \"weft.example\" (/127.0.0.1:", "failed: ", "No ");
  }

  @Test
  void untrustedCertificateIsRefused() throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsEchoServer());
          try {
            await(Streams.openConnection("localhost", server.port(), SSLContext.getDefault()));
          } catch (SSLException e) {
            seen.add(e.getMessage());
          }
          await(server.closeAsync());
        });

    assertThat(seen.toString()).contains("\"localhost\"", "certification path");
  }

  @Test
  void garbageInsteadOfAHelloDoesNotStopTheServer() throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsEchoServer());
          TcpStream garbage = await(connect(server));
          garbage.writer().write("GET / HTTP/1.1\r\n\r\n");
          try {
            await(garbage.reader().readAll());
          } catch (IOException e) {
            seen.add("reset");
          }
          await(garbage.closeAsync());
          TcpStream stream = await(Peers.connectOverTls(server));
          stream.writer().write("still here\n");
          seen.add(await(stream.reader().readLine()));
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).endsWith("still here\n");
  }

  @Test
  void serverWithoutTlsIsToldApart() throws Exception {
    run(
        () -> {
          Server server =
              await(
                  Streams.startServer(
                      stream -> stream.writer().write("220 hello, in the clear\r\n"),
                      "127.0.0.1",
                      0));
          try {
            await(Peers.connectOverTls(server));
          } catch (SSLException e) {
            seen.add(e.getMessage());
          }
          await(server.closeAsync());
        });

    assertThat(seen.toString()).contains("TLS handshake with \"localhost\"", "failed: ");
  }

  @Test
  void handshakeThatTakesTooLongIsGivenUp() throws Exception {
    run(
        () -> {
          Server server =
              await(Streams.startServer(s -> await(s.reader().readAll()), "127.0.0.1", 0));
          try {
            await(
                Streams.openConnection(
                    "localhost",
                    server.port(),
                    ConnectOptions.DEFAULT
                        .withTls(tls())
                        .withHandshakeTimeout(Duration.ofMillis(20))));
          } catch (SSLException e) {
            seen.add(e.getMessage());
          }
          await(server.closeAsync());
        });

    assertThat(seen.toString()).contains("took longer than PT0.02S");
  }

  /** 314. */
  @Test
  void endOfThePeerEndsBothDirections() throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsServer(stream -> stream.writer().write("bye")));
          TcpStream stream = await(Peers.connectOverTls(server));
          seen.add(Peers.text(await(stream.reader().readAll())));
          seen.add(stream.writer().canWriteEof());
          seen.add(stream.writer().isClosing());
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("bye", false, true);
  }

  /** What a trust manager of the user's throws may be anything. */
  @Test
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void trustManagerThatFailsEndsTheHandshakeAtOnce() throws Exception {
    SSLContext careless = SSLContext.getInstance("TLS");
    careless.init(null, new TrustManager[] {new FailingTrust()}, null);
    run(
        () -> {
          Server server = await(Peers.tlsEchoServer());
          try {
            await(Streams.openConnection("localhost", server.port(), careless));
          } catch (SSLException e) {
            seen.add(e.getMessage().replaceAll("\\(.*\\)", "(peer)"));
          }
          await(server.closeAsync());
        });

    assertThat(seen).hasSize(1);
    assertThat((String) seen.get(0))
        .startsWith("TLS handshake with \"localhost\" (peer)")
        .endsWith("no list of peers");
  }

  private static final class FailingTrust implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
      throw new IllegalStateException("no list of peers");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** A hello that comes after our goodbye is refused like one before it. */
  @Test
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void negotiatingAgainAfterTheGoodbyeDoesNotHoldTheLoop() throws Exception {
    run(
        () -> {
          Server server = await(Peers.tlsServer(stream -> await(stream.reader().readLine())));
          Task<Boolean> client = createTask(toThread(() -> negotiatesAgain(server)));
          while (server.clientCount() == 0) {
            await(yieldNow());
          }
          await(server.closeAsync());
          seen.add(await(client));
        });

    assertThat(seen).containsExactly(true);
  }

  /** Says another hello when the server has said goodbye, and waits for ours. */
  private static boolean negotiatesAgain(Server server) throws IOException {
    try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port());
        SSLSocket secure =
            (SSLSocket) tls().getSocketFactory().createSocket(plain, "localhost", 0, true)) {
      secure.setEnabledProtocols(new String[] {"TLSv1.2"});
      secure.startHandshake();
      secure.getOutputStream().write('\n');
      while (plain.getInputStream().available() == 0) {
        Thread.onSpinWait(); // Not read: a socket that has heard the goodbye says nothing more.
      }
      secure.startHandshake();
      return plain.isConnected();
    }
  }

  /** Not a client's mistake, and nobody would know why all of them are turned away. */
  @Test
  void serverThatCannotShakeHandsIsReported() throws Exception {
    ServerOptions options =
        ServerOptions.DEFAULT
            .withTls(tls())
            .withTlsParameters(them -> them.setProtocols(new String[] {"TLS 1.3"}));
    run(
        () -> {
          EventLoop.running()
              .setExceptionHandler((loop, context) -> seen.add(context.exception().getMessage()));
          Server server =
              await(
                  Streams.startServer(
                      stream -> await(Peers.echo(stream)), "127.0.0.1", 0, options));
          TcpStream stream = await(connect(server));
          seen.add(await(stream.reader().readAll()).length);
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).hasSize(2).endsWith(0);
    assertThat(seen.get(0)).asString().startsWith("Unsupported protocol");
  }
}
