package dev.weft.benchmarks.echo;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.ServerOptions;
import dev.weft.io.StreamReader;
import dev.weft.io.StreamWriter;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Streams: a task for each client. */
final class Weft implements Server.Peer {
  @Override
  public int start() {
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Server.daemon(() -> run(serve(port)));
    return port.join();
  }

  @Async
  private static Coroutine<Void> serve(CompletableFuture<Integer> port) throws IOException {
    ServerOptions options = ServerOptions.DEFAULT.withBacklog(1_024);
    try (dev.weft.io.Server server =
        await(Streams.startServer(stream -> await(echo(stream)), "127.0.0.1", 0, options))) {
      port.complete(server.port());
      await(server.serveForever());
    }
    return done();
  }

  @Async
  private static Coroutine<Void> echo(TcpStream stream) throws IOException {
    StreamReader reader = stream.reader();
    StreamWriter writer = stream.writer();
    byte[] bytes = await(reader.read(4_096));
    while (bytes.length > 0) {
      writer.write(bytes);
      await(writer.drain());
      bytes = await(reader.read(4_096));
    }
    return done();
  }
}
