package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.EventLoop;
import dev.weft.Future;
import dev.weft.io.Streams;
import dev.weft.testing.VirtualTimeLoop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Channels that a program watches itself: asyncio's add_reader and add_writer. */
class ChannelsTest {
  private final List<Object> seen = new ArrayList<>();

  private static Pipe pipe() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    pipe.sink().configureBlocking(false);
    return pipe;
  }

  /** 315. */
  @Test
  void callbacksRunWhileTheChannelIsReady() throws Exception {
    run(
        () -> {
          EventLoop loop = EventLoop.running();
          Pipe pipe = pipe();
          Future<Void> end = loop.createFuture();
          loop.addWriter(pipe.sink(), () -> write(loop, pipe));
          loop.addReader(pipe.source(), () -> read(pipe, end));
          await(end);
          seen.add(loop.removeReader(pipe.source()));
          seen.add(loop.removeReader(pipe.source()));
          loop.addReader(pipe.source(), () -> seen.add("again"));
          loop.closeChannel(pipe.source());
          loop.closeChannel(pipe.sink());
        });

    assertThat(seen).containsExactly("write", "read 1", "read 1", true, false);
  }

  private void write(EventLoop loop, Pipe pipe) {
    try {
      seen.add("write");
      pipe.sink().write(ByteBuffer.wrap(new byte[2]));
      assertThat(loop.removeWriter(pipe.sink())).isTrue();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read(Pipe pipe, Future<Void> end) {
    try {
      seen.add("read " + pipe.source().read(ByteBuffer.allocate(1)));
      if (seen.size() == 3) {
        end.setResult(null);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatCannotBeWatchedIsRefused() throws Exception {
    run(
        () -> {
          Pipe pipe = Pipe.open();
          EventLoop loop = EventLoop.running();
          assertThatThrownBy(() -> loop.addReader(pipe.source(), () -> {}))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("configureBlocking(false)");
          pipe.source().configureBlocking(false);
          pipe.source().close();
          assertThatThrownBy(() -> loop.addReader(pipe.source(), () -> {}))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("it is closed");
          pipe.sink().close();
        });
  }

  @Test
  void virtualTimeHasNoSockets() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(Streams.openConnection("127.0.0.1", 1)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("this loop does not watch channels");
  }

  @Test
  void resourcesAreClosedWithTheirLoopTheLastFirst() {
    EventLoop loop = EventLoop.create();
    AutoCloseable closedBefore = () -> seen.add("never");
    loop.addResource(() -> seen.add("first"));
    loop.addResource(closedBefore);
    loop.addResource(
        () -> {
          throw new IllegalStateException("mine");
        });
    loop.addResource(() -> seen.add("last"));
    loop.removeResource(closedBefore);
    loop.setExceptionHandler((its, context) -> seen.add(context.exception().getMessage()));
    loop.close();

    assertThat(seen).containsExactly("last", "mine", "first");
  }
}
