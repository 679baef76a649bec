package dev.weft.io;

import dev.weft.CancelledError;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes over to TLS on a live stream; if that fails, the stream is lost. */
final class StartingTls extends Steps<Void> {
  private final Connection connection;
  private final TlsSettings settings;
  private boolean lent;

  StartingTls(Connection connection, TlsSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  @Override
  @Nullable Object step(int number, @Nullable Object value) throws Throwable {
    return switch (number) {
      case 0 -> ConnectionWaits.flush(connection);
      case 1 -> {
        TlsHandshake.Shaking shaking = TlsHandshake.over(connection.transport(), settings);
        connection.lend(shaking::giveUp);
        lent = true;
        yield shaking.coroutine();
      }
      default -> {
        connection.switchTo(Steps.cast(value));
        yield null;
      }
    };
  }

  @Override
  Object failed(Throwable failure) throws Throwable {
    if (failure instanceof IOException broken) {
      connection.lose(broken);
    } else if (lent || failure instanceof CancelledError) {
      connection.abort();
    }
    throw failure;
  }
}
