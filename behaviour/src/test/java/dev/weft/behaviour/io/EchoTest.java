package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.Server;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The first thing anybody does with streams. */
class EchoTest {
  @Test
  void whatIsSentComesBack() throws IOException {
    assertThat(run(echoed("hello\nworld\n"))).isEqualTo("hello\nworld\n");
  }

  @Async
  private Coroutine<String> echoed(String text) throws IOException {
    Server server = await(Peers.echoServer());
    TcpStream stream = await(Streams.openConnection("localhost", server.port()));
    stream.writer().write(text);
    stream.writer().writeEof();
    byte[] back = await(stream.reader().readAll());
    await(stream.closeAsync());
    await(server.closeAsync());
    return done(Peers.text(back));
  }
}
