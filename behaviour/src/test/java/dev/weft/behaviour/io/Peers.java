package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.TcpStream;
import java.io.IOException;

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
}
