package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.Permit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A process of clients that all talk to one echo server at the same time. */
final class EchoClients {
  /** Fewer than the server lets wait to be accepted. */
  private static final int CONNECTING = 200;

  private EchoClients() {}

  /** Port, number of clients, number of rounds; prints how many lines came back right. */
  public static void main(String[] args) throws IOException {
    System.out.println(
        run(talk(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]))));
  }

  @Async
  private static Coroutine<Integer> talk(int port, int clients, int rounds) throws IOException {
    AsyncSemaphore connecting = new AsyncSemaphore(CONNECTING);
    List<Task<TcpStream>> opening = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      opening.add(createTask(connect(port, connecting)));
    }
    List<TcpStream> streams = await(gather(opening));
    int right = 0;
    for (int round = 0; round < rounds; round++) {
      List<Task<Integer>> echoes = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        echoes.add(createTask(echo(streams.get(i), "client " + i + " in round " + round + "\n")));
      }
      for (int one : await(gather(echoes))) {
        right += one;
      }
    }
    for (TcpStream stream : streams) {
      await(stream.closeAsync());
    }
    return done(right);
  }

  @Async
  @SuppressWarnings("try") // The permit is held, not used.
  private static Coroutine<TcpStream> connect(int port, AsyncSemaphore connecting)
      throws IOException {
    try (Permit permit = await(connecting.acquire())) {
      return done(await(Streams.openConnection("127.0.0.1", port)));
    }
  }

  @Async
  private static Coroutine<Integer> echo(TcpStream stream, String line) throws IOException {
    stream.writer().write(line);
    return done(await(stream.reader().readLine()).equals(line) ? 1 : 0);
  }
}
