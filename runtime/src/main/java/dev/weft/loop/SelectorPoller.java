package dev.weft.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits with an NIO selector; the attachment of a ready key is the entry that becomes ready.
 *
 * <p><b>Busy loops.</b> A poll that must not wait looks at the selector only when about 100
 * microseconds have gone by since the last look, for a system call costs as much as a hundred short
 * turns. The time itself is read after 1, 3, 7, 15 ... turns, then every 64. So I/O is looked at
 * after at most 64 turns that are slow all of a sudden, and after 200 microseconds or one turn if
 * turns are alike. A poll that may wait always looks.
 *
 * <p><b>Interrupts.</b> A selector returns at once while its thread's interrupt status is set: a
 * loop that waits would spin, and the next channel operation would close its channel. So a look at
 * the selector clears the status and remembers it; {@link #takeInterrupt} hands it to the owner of
 * the loop, who decides (cancel the main task, or set it again when the run is over).
 */
public final class SelectorPoller implements Poller {
  /** How long I/O may be left alone while there is other work. */
  private static final long BUSY_NANOS = 100_000;

  /** The most turns between two readings of the clock while there is other work. */
  private static final int MOST_TURNS_UNTIMED = 64;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Clock clock;
  private final Consumer<Object> ready;

  /** Hands over one key; a field so that a look at the selector allocates no lambda. */
  private final Consumer<SelectionKey> keyReady = this::keyReady;

  /** Null until there is something to wait for. Written by the loop's thread, read by wakeUp. */
  private volatile @Nullable Selector selector;

  /** A wake-up that found no selector yet: {@link #selector()} passes it on. */
  private volatile boolean wokenUnopened;

  /** When the selector was last looked at. */
  private long lookedAt;

  /** Turns between the last reading of the clock and the next, and how many of them are left. */
  private int turnsUntimed = 1;

  private int turnsUntilTimed = 1;

  /** Whether a look cleared the thread's interrupt status, until the owner takes it. */
  private boolean interrupted;

  private boolean closed;

  /** A poller that gives the entries of ready keys to {@code ready}, on the loop's thread. */
  public SelectorPoller(Consumer<Object> ready) {
    this(System::nanoTime, ready);
  }

  SelectorPoller(Clock clock, Consumer<Object> ready) {
    this.clock = clock;
    this.ready = ready;
    this.lookedAt = clock.nanos() - BUSY_NANOS;
  }

  /**
   * The selector to register channels with; opened when first asked for, or when first waiting.
   *
   * <p>A key's attachment is its entry, handed over at every look that finds the key ready, as long
   * as it is ready; {@link SelectionKey#readyOps} then says what for. Keys without one are skipped.
   */
  @Override
  public Selector selector() {
    Selector open = selector;
    return open != null ? open : open();
  }

  @Override
  public void poll(long timeoutNanos) {
    try {
      if (timeoutNanos > 0) {
        selector().select(keyReady, toMillis(timeoutNanos));
      } else if (selector == null || isTooEarly()) {
        return;
      } else {
        selector().selectNow(keyReady);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("waiting for I/O failed", e);
    }
    looked();
  }

  @Override
  public void lookSoon() {
    turnsUntilTimed = 1;
    lookedAt = clock.nanos() - BUSY_NANOS;
  }

  @Override
  public void wakeUp() {
    // Flag first, selector second; open() does it the other way round, so one of us sees the other.
    wokenUnopened = true;
    Selector open = selector;
    if (open != null) {
      open.wakeup();
    }
  }

  @Override
  public boolean takeInterrupt() {
    boolean was = interrupted;
    interrupted = false;
    return was;
  }

  @Override
  public void close() {
    closed = true;
    Selector open = selector;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("closing the selector failed", e);
      }
    }
  }

  private Selector open() {
    if (closed) {
      throw new IllegalStateException("selector() of a closed poller: its loop is closed");
    }
    try {
      Selector opened = Selector.open();
      selector = opened;
      if (wokenUnopened) {
        opened.wakeup();
      }
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException("opening a selector failed", e);
    }
  }

  /** Whether a busy loop looked at the selector so recently that it need not now. */
  private boolean isTooEarly() {
    if (--turnsUntilTimed > 0) {
      return true;
    }
    // Next time after about as many turns as have gone by: turns that are alike cannot overshoot
    // the limit by more than its double, and short ones hardly ever pay for the clock.
    turnsUntimed = Math.min(turnsUntimed * 2, MOST_TURNS_UNTIMED);
    turnsUntilTimed = turnsUntimed;
    return clock.nanos() - lookedAt < BUSY_NANOS;
  }

  private void looked() {
    if (Thread.interrupted()) {
      interrupted = true;
    }
    lookedAt = clock.nanos();
    turnsUntimed = 1;
    turnsUntilTimed = 1;
  }

  private void keyReady(SelectionKey key) {
    Object entry = key.attachment();
    if (entry != null) {
      ready.accept(entry);
    }
  }

  /** Up to the next millisecond, the selector's unit; 0 stands for no limit there. */
  private static long toMillis(long nanos) {
    return nanos == Long.MAX_VALUE ? 0 : (nanos - 1) / NANOS_PER_MILLI + 1;
  }
}
