package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.Coroutine;
import dev.weft.io.Streams;
import dev.weft.io.Subprocess;
import dev.weft.io.SubprocessOptions;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An nginx of our own: HTTP/1.1 in the clear, HTTP/2 over TLS, in front of a server of the test.
 */
final class Nginx implements AsyncCloseable {
  /** How many bytes {@code /large} gives. */
  static final int LARGE = 2_000_000;

  private static final List<Path> PROGRAMS =
      List.of(
          Path.of("/usr/sbin/nginx"), Path.of("/usr/local/sbin/nginx"), Path.of("/usr/bin/nginx"));

  private final Subprocess process;
  final String clearUrl;
  final String secureUrl;

  private Nginx(Subprocess process, int clearPort, int securePort) {
    this.process = process;
    this.clearUrl = "http://localhost:" + clearPort;
    this.secureUrl = "https://localhost:" + securePort;
  }

  static boolean isInstalled() {
    return PROGRAMS.stream().anyMatch(Files::isExecutable);
  }

  /**
   * Starts one and waits until it accepts.
   *
   * @param folder where it has its files
   * @param upstream the port of the server behind {@code /upstream}
   */
  @Async
  static Coroutine<Nginx> start(Path folder, Path pem, int upstream) throws IOException {
    int clear = freePort();
    int secure = freePort();
    Files.write(folder.resolve("large"), largeFile());
    Path configuration =
        Files.writeString(
            folder.resolve("conf"), configuration(folder, pem, clear, secure, upstream));
    String program =
        PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElseThrow().toString();
    Subprocess process =
        await(
            Subprocess.exec(
                SubprocessOptions.DEFAULT.withStdout(Redirect.DISCARD).withStderr(Redirect.DISCARD),
                program,
                "-p",
                folder.toString(),
                "-c",
                configuration.toString()));
    await(accepts(clear, process));
    await(accepts(secure, process));
    return done(new Nginx(process, clear, secure));
  }

  static byte[] largeFile() {
    byte[] bytes = new byte[LARGE];
    for (int i = 0; i < LARGE; i++) {
      bytes[i] = (byte) ((i * 31) >> 3);
    }
    return bytes;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return socket.getLocalPort();
    }
  }

  private static String configuration(Path folder, Path pem, int clear, int secure, int upstream) {
    return """
        user %6$s;
        daemon off;
        worker_processes 1;
        pid %1$s/pid;
        error_log %1$s/error.log;
        events { worker_connections 2000; }
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          keepalive_requests 10000;
          server {
            listen 127.0.0.1:%3$d backlog=1000;
            listen 127.0.0.1:%4$d ssl http2;
            ssl_certificate %2$s;
            ssl_certificate_key %2$s;
            location /hello { return 200 "hello\\n"; }
            location /moved { return 302 /hello; }
            location /around { return 302 /around; }
            location /gone { return 444; }
            location /large { root %1$s; }
            location /upstream { proxy_pass http://127.0.0.1:%5$d; proxy_buffering off; }
          }
        }
        """
        .formatted(folder, pem, clear, secure, upstream, System.getProperty("user.name"));
  }

  /** Nginx says nothing when it is ready: it is asked until it answers. */
  @Async
  private static Coroutine<Void> accepts(int port, Subprocess process) throws IOException {
    while (true) {
      try {
        TcpStream stream = await(Streams.openConnection("127.0.0.1", port));
        await(stream.closeAsync());
        return done();
      } catch (IOException e) {
        if (process.exitCode() != null) {
          throw new IllegalStateException("nginx exited with " + process.exitCode(), e);
        }
      }
    }
  }

  /** Not killed, or its worker would live on. */
  @Override
  @Async
  public Coroutine<Void> closeAsync() {
    process.terminate();
    await(process.waitExit());
    await(process.closeAsync());
    return done();
  }
}
