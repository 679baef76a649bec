package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import java.io.IOException;

/** asyncio's echo server and client: one task for each client, no thread. */
public final class EchoServer {
  private EchoServer() {}

  /** Sends every line back, until the client has ended. */
  @Async
  static Coroutine<Void> echo(TcpStream stream) throws IOException {
    for (String line : stream.reader().lines()) {
      stream.writer().write(line + "\n");
      await(stream.writer().drain()); // A client that does not read is waited for.
    }
    return done();
  }

  @Async
  static Coroutine<Void> talk() throws IOException {
    try (Server server =
        await(Streams.startServer(stream -> await(echo(stream)), "127.0.0.1", 0))) {
      try (TcpStream stream = await(Streams.openConnection("127.0.0.1", server.port()))) {
        for (String line : new String[] {"hello", "world"}) {
          stream.writer().write(line + "\n");
          System.out.print("echo: " + await(stream.reader().readLine()));
        }
      }
    }
    return done();
  }

  /** Runs server and client on one loop. */
  public static void main(String[] args) throws IOException {
    run(talk());
  }
}
