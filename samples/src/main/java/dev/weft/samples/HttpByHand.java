package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.samples.site.LocalSite;
import java.io.IOException;

/** A stream from connecting to its end: a request of HTTP/1.0, written and read by hand. */
public final class HttpByHand {
  private HttpByHand() {}

  @Async
  static Coroutine<String> get(String host, int port, String path) throws IOException {
    try (TcpStream stream = await(Streams.openConnection(host, port))) {
      stream.writer().write("GET " + path + " HTTP/1.0\r\nHost: " + host + "\r\n\r\n");
      await(stream.writer().drain());

      String status = await(stream.reader().readLine()).strip();
      while (!await(stream.reader().readLine()).isBlank()) {} // Headers end with an empty line.
      StringBuilder body = new StringBuilder();
      for (String line : stream.reader().lines()) { // With HTTP/1.0 the page ends with the stream.
        body.append(line).append('\n');
      }
      return done(status + "\n" + body);
    }
  }

  /** Asks a server in this process. */
  public static void main(String[] args) throws IOException {
    try (LocalSite site = LocalSite.open(1, 0)) {
      System.out.print(run(get("127.0.0.1", site.port(), "/0")));
    }
  }
}
