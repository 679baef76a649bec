package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.io.Server;
import dev.weft.io.ServerOptions;
import dev.weft.io.Streams;
import java.io.IOException;

/**
 * A process that echoes and may open few descriptors; it prints its port, then what is reported.
 */
final class FewDescriptors {
  private FewDescriptors() {}

  /** Serves until it is killed. */
  public static void main(String[] args) throws IOException {
    run(serve());
  }

  @Async
  private static Coroutine<Void> serve() throws IOException {
    EventLoop.running()
        .setExceptionHandler(
            (loop, context) -> System.out.println("reported: " + context.message()));
    ServerOptions options = ServerOptions.DEFAULT.withBacklog(512);
    Server server =
        await(Streams.startServer(stream -> await(Peers.echo(stream)), "127.0.0.1", 0, options));
    System.out.println(server.port());
    await(server.serveForever());
    return done();
  }
}
