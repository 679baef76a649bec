package dev.weft.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for real channels, with a clock that moves when told to. */
@Timeout(30) // A lost wake-up must fail, not hang.
final class SelectorPollerTest {
  private static final long MICRO = 1_000;

  private final List<Object> ready = new ArrayList<>();
  private long now;
  private final SelectorPoller poller = new SelectorPoller(() -> now, ready::add);

  @AfterEach
  void close() {
    Thread.interrupted();
    poller.close();
  }

  @Test
  void entryOfAReadyKeyBecomesReady() throws IOException {
    Pipe pipe = readablePipe("entry");
    poller.poll(Long.MAX_VALUE);
    assertThat(ready).containsExactly("entry");
    poller.poll(Long.MAX_VALUE);
    assertThat(ready).as("nobody has read yet").containsExactly("entry", "entry");
    close(pipe);
  }

  @Test
  void entryMayAskWhatItsKeyIsReadyFor() throws IOException {
    Pipe pipe = readablePipe("entry");
    poller.poll(Long.MAX_VALUE);
    SelectionKey key = poller.selector().keys().iterator().next();
    assertThat(key.readyOps()).isEqualTo(SelectionKey.OP_READ);
    close(pipe);
  }

  @Test
  void keyWithoutEntryIsSkipped() throws IOException {
    Pipe pipe = readablePipe(null);
    poller.poll(1);
    assertThat(ready).isEmpty();
    close(pipe);
  }

  @Test
  void busyLoopLooksAtIoAfterAHundredMicroseconds() throws IOException {
    Pipe pipe = readablePipe("entry");
    poller.poll(0);
    assertThat(ready).as("never looked before").hasSize(1);
    now += 99 * MICRO;
    poller.poll(0);
    assertThat(ready).as("too early").hasSize(1);
    now += 1 * MICRO;
    poller.poll(0);
    poller.poll(0);
    assertThat(ready).hasSize(2);
    close(pipe);
  }

  @Test
  void busyLoopWithSlowTurnsLooksAtIoInEveryTurn() throws IOException {
    Pipe pipe = readablePipe("entry");
    for (int turn = 1; turn <= 10; turn++) {
      now += 100 * MICRO;
      poller.poll(0);
      assertThat(ready).hasSize(turn);
    }
    close(pipe);
  }

  @Test
  void busyLoopLooksAtIoAfter64TurnsThatAreSlowAllOfASudden() throws IOException {
    Pipe pipe = readablePipe("entry");
    for (int turn = 0; turn < 1000; turn++) {
      poller.poll(0);
    }
    assertThat(ready).as("the clock stood still").hasSize(1);
    int turns = 0;
    while (ready.size() == 1) {
      now += 1000 * MICRO;
      poller.poll(0);
      turns++;
    }
    assertThat(turns).isBetween(1, 64);
    close(pipe);
  }

  @Test
  void busyLoopWithoutIoOpensNoSelector() {
    poller.poll(0);
    poller.wakeUp();
    poller.close();
    assertThatThrownBy(poller::selector)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("selector() of a closed poller: its loop is closed");
  }

  @Test
  void wakeUpBeforeTheFirstWaitIsNotLost() {
    poller.wakeUp();
    poller.poll(Long.MAX_VALUE);
    assertThat(ready).isEmpty();
  }

  @Test
  void wakeUpOfAnotherThreadEndsTheWait() throws InterruptedException {
    poller.selector();
    for (int i = 0; i < 100; i++) {
      Thread thread = new Thread(poller::wakeUp);
      thread.start();
      poller.poll(Long.MAX_VALUE);
      thread.join();
    }
    assertThat(ready).isEmpty();
  }

  @Test
  void wakeUpAfterCloseDoesNothing() {
    poller.selector();
    poller.close();
    poller.wakeUp();
    poller.close();
    assertThat(ready).isEmpty();
  }

  @Test
  void waitIsRoundedUpToMillisecondsSoThatItDoesNotSpin() {
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      poller.poll(1);
    }
    // Each of them could be a little early; all of them cannot.
    assertThat(System.nanoTime() - start).isGreaterThan(10_000 * MICRO);
  }

  @Test
  void interruptEndsAWaitOnceAndIsRememberedForTheOwner() {
    Thread.currentThread().interrupt();
    poller.poll(Long.MAX_VALUE);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(poller.takeInterrupt()).isTrue();
    assertThat(poller.takeInterrupt()).isFalse();
  }

  private Pipe readablePipe(Object entry) throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    pipe.source().register(poller.selector(), SelectionKey.OP_READ, entry);
    pipe.sink().write(ByteBuffer.wrap(new byte[1]));
    return pipe;
  }

  private static void close(Pipe pipe) throws IOException {
    pipe.source().close();
    pipe.sink().close();
  }
}
