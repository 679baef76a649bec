package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.run;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.io.Server;
import dev.weft.io.StreamWriter;
import dev.weft.io.Streams;
import dev.weft.io.TcpStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** A chat: what one says, all others hear. The set of members is shared and needs no lock. */
public final class ChatServer {
  private final Set<StreamWriter> members = new LinkedHashSet<>();

  private ChatServer() {}

  /** One member, from the first line, which is the name, to the end. */
  @Async
  private Coroutine<Void> member(TcpStream stream) throws IOException {
    String name = await(stream.reader().readLine()).strip();
    members.add(stream.writer());
    tell(stream.writer(), name + " joined");
    stream.writer().write("welcome, " + name + "\n");
    try {
      for (String line : stream.reader().lines()) {
        tell(stream.writer(), name + ": " + line);
      }
    } finally {
      members.remove(stream.writer());
      tell(stream.writer(), name + " left");
    }
    return done();
  }

  private void tell(StreamWriter speaker, String what) {
    for (StreamWriter member : members) {
      if (member != speaker) {
        member.write(what + "\n");
      }
    }
  }

  @Async
  private Coroutine<Void> chat() throws IOException {
    try (Server server =
        await(Streams.startServer(stream -> await(member(stream)), "127.0.0.1", 0))) {
      TcpStream ann = await(enter(server, "Ann"));
      TcpStream bob = await(enter(server, "Bob"));
      bob.writer().write("hi, Ann\n");
      await(bob.closeAsync());
      for (int i = 0; i < 3; i++) {
        System.out.print("Ann hears: " + await(ann.reader().readLine()));
      }
      await(ann.closeAsync());
    }
    return done();
  }

  @Async
  private static Coroutine<TcpStream> enter(Server server, String name) throws IOException {
    TcpStream stream = await(Streams.openConnection("127.0.0.1", server.port()));
    stream.writer().write(name + "\n");
    System.out.print(name + " hears: " + await(stream.reader().readLine()));
    return done(stream);
  }

  /** Runs the server and two members on one loop. */
  public static void main(String[] args) throws IOException {
    run(new ChatServer().chat());
  }
}
