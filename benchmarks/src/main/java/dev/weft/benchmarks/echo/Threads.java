package dev.weft.benchmarks.echo;

import dev.weft.benchmarks.VirtualThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Blocking sockets: a virtual thread for each client. */
final class Threads implements Server.Peer {
  @Override
  public int start() throws IOException {
    ExecutorService threads = VirtualThreads.newExecutor();
    ServerSocket listening = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    Future<Void> unused =
        threads.submit(
            () -> {
              while (true) {
                Socket client = listening.accept();
                client.setTcpNoDelay(true);
                threads.execute(() -> echo(client));
              }
            });
    return listening.getLocalPort();
  }

  private static void echo(Socket client) {
    try (client) {
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] buffer = new byte[4_096];
      int length = in.read(buffer);
      while (length > 0) {
        out.write(buffer, 0, length);
        length = in.read(buffer);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
