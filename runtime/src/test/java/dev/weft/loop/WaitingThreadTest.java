package dev.weft.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting beside the thread that takes the turns, which is that of the test. */
@Timeout(30) // A turn that is not requested must fail, not hang.
final class WaitingThreadTest {
  private static final long MILLI = 1_000_000;

  private final List<Object> ready = new ArrayList<>();
  private final Semaphore requested = new Semaphore(0);
  private final WaitingThread waiting = new WaitingThread(ready::add);

  @AfterEach
  void close() {
    waiting.close();
  }

  private void startAndTakeTheFirstTurn() throws InterruptedException {
    waiting.start(requested::release);
    takeTurn();
  }

  private void takeTurn() throws InterruptedException {
    requested.acquire();
    waiting.turnBegins();
    waiting.poll(0);
  }

  /** Every turn asked for the next one at once: an idle loop kept a whole core busy. */
  @Test
  void loopThatIsIdleTakesNoTurnBeforeTheTimeIsUp() throws InterruptedException {
    startAndTakeTheFirstTurn();
    long start = System.nanoTime();
    for (int turn = 1; turn <= 5; turn++) {
      waiting.waitFor(20 * MILLI);
      takeTurn();
      assertThat(System.nanoTime() - start).isGreaterThan(turn * 15 * MILLI);
    }
    assertThat(requested.availablePermits()).isZero();
  }

  @Test
  void anEarlierTimeEndsTheWaitForALaterOne() throws InterruptedException {
    startAndTakeTheFirstTurn();
    waiting.waitFor(Long.MAX_VALUE);
    waiting.wakeUp();
    takeTurn();
    waiting.waitFor(MILLI);
    takeTurn();
    assertThat(ready).isEmpty();
  }

  @Test
  void channelRegisteredWhileItWaitsIsWatched() throws Exception {
    startAndTakeTheFirstTurn();
    waiting.waitFor(Long.MAX_VALUE);
    waiting.wakeUp();
    takeTurn();
    Pipe pipe = readablePipe();
    waiting.waitFor(Long.MAX_VALUE);
    takeTurn();
    assertThat(ready).containsExactly("entry");
    pipe.source().close();
    pipe.sink().close();
  }

  private Pipe readablePipe() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    pipe.source().register(waiting.selector(), SelectionKey.OP_READ, "entry");
    pipe.sink().write(ByteBuffer.wrap(new byte[1]));
    return pipe;
  }
}
