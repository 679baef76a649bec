package dev.weft.io;

import dev.weft.Asyncio;
import dev.weft.Awaitable;
import dev.weft.Coroutine;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feeds a child, reads all it writes, and waits for its end: all at once, or both would stall. */
final class Communicating extends Steps<Subprocess.Output> {
  private final Subprocess child;
  private final @Nullable StreamWriter stdin;
  private final @Nullable StreamReader stdout;
  private final @Nullable StreamReader stderr;
  private final byte[] data;

  /** What was read of output and messages. */
  private List<byte[]> read = List.of();

  Communicating(
      Subprocess child,
      @Nullable StreamWriter stdin,
      @Nullable StreamReader stdout,
      @Nullable StreamReader stderr,
      byte[] data) {
    this.child = child;
    this.stdin = stdin;
    this.stdout = stdout;
    this.stderr = stderr;
    this.data = data;
  }

  @Override
  @Nullable Object step(int number, @Nullable Object value) throws IOException {
    switch (number) {
      case 0 -> {
        List<Awaitable<byte[]>> all = List.of(all(stdout), all(stderr), new Feeding().coroutine());
        return Asyncio.gather(all);
      }
      case 1 -> {
        read = Steps.cast(value);
        return child.waitExit();
      }
      default -> {
        return new Subprocess.Output(read.get(0), read.get(1), Steps.<Integer>cast(value));
      }
    }
  }

  private static Coroutine<byte[]> all(@Nullable StreamReader pipe) throws IOException {
    return pipe == null ? Asyncio.done(ReadBuffer.NOTHING) : pipe.readAll();
  }

  /** Writes the input and ends it; like asyncio: a child need not want it. */
  private final class Feeding extends Steps<byte[]> {
    @Override
    Object step(int number, @Nullable Object value) throws IOException {
      if (stdin == null || number == 2) {
        return ReadBuffer.NOTHING;
      }
      if (number == 1) {
        return stdin.closeAsync();
      }
      if (!stdin.isClosing()) {
        stdin.write(data);
      }
      return stdin.drain();
    }

    @Override
    Object failed(Throwable failure) throws Throwable {
      if (failure instanceof IOException) {
        return ReadBuffer.NOTHING;
      }
      throw failure;
    }
  }
}
