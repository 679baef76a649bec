package dev.weft.io;

import dev.weft.Asyncio;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.compiled.Frame;
import org.jspecify.annotations.Nullable;

/** What tasks await of a {@link Connection}, besides reading. */
final class ConnectionWaits {
  private static final short WAITING = 1;

  private ConnectionWaits() {}

  /** Waits while too much is unwritten. */
  static Coroutine<Void> drain(Connection connection) {
    return new Frame<>(ConnectionWaits::draining, connection);
  }

  private static @Nullable Object draining(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    if (frame.state != Frame.START) {
      return frame.resumed(task); // Like asyncio: once woken it does not look again.
    }
    Connection connection = Steps.cast(self);
    connection.requireNotLost();
    if (connection.unwritten.isPaused()) {
      frame.state = WAITING;
      return Frame.await(connection.drainers.join(), frame, task);
    }
    return null;
  }

  /** Waits until everything is written, whatever the water marks say. */
  static Coroutine<Void> flush(Connection connection) {
    return new Frame<>(ConnectionWaits::flushing, connection);
  }

  private static @Nullable Object flushing(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Connection connection = Steps.cast(self);
    if (frame.state != Frame.START) {
      frame.resumed(task);
    }
    connection.requireNotLost();
    frame.state = WAITING;
    return connection.unwritten.isEmpty()
        ? null
        : Frame.await(connection.drainers.join(), frame, task);
  }

  /** Flushes, closes and waits for it; if that is cancelled, closes at once. */
  static Coroutine<Void> close(Connection connection) {
    return new Frame<>(ConnectionWaits::closing, connection);
  }

  private static @Nullable Object closing(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    Connection connection = Steps.cast(self);
    if (frame.state == Frame.START) {
      boolean wasClosed = connection.isClosed();
      connection.closeSoon();
      frame.state = WAITING;
      if (!connection.isClosed()) {
        return Frame.await(connection.closers.join(), frame, task);
      } else if (!wasClosed) {
        return Frame.await(Asyncio.yieldNow(), frame, task); // Then the descriptor is given back.
      }
    } else {
      try {
        frame.resumed(task);
      } catch (CancelledError cancelled) {
        connection.abort();
        throw cancelled;
      }
    }
    connection.requireNothingLostUnheard();
    return null;
  }
}
