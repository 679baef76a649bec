package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.io.ConnectOptions;
import dev.weft.io.DatagramEndpoint;
import dev.weft.io.Server;
import dev.weft.io.ServerOptions;
import dev.weft.io.Streams;
import dev.weft.io.SubprocessOptions;
import dev.weft.io.TcpStream;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that make no sense, and addresses that need a look first. */
class OptionsTest {
  /** Else the reader would say so, when there is a connection or a child that nobody closes. */
  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void limitThatIsNoneIsRefusedBeforeAnythingIsOpen(int limit) {
    String refusal = "limit of a StreamReader must be positive, not " + limit;
    assertThatThrownBy(() -> ConnectOptions.DEFAULT.withLimit(limit)).hasMessage(refusal);
    assertThatThrownBy(() -> ServerOptions.DEFAULT.withLimit(limit)).hasMessage(refusal);
    assertThatThrownBy(() -> SubprocessOptions.DEFAULT.withLimit(limit)).hasMessage(refusal);
  }

  @Test
  void addressThatNobodyLookedUpIsLookedUp() throws Exception {
    List<Object> seen = new ArrayList<>();
    run(
        () -> {
          Server server = await(Peers.echoServer());
          TcpStream stream =
              await(
                  Streams.openConnection(
                      InetSocketAddress.createUnresolved("localhost", server.port()),
                      ConnectOptions.DEFAULT));
          stream.writer().write("found\n");
          seen.add(await(stream.reader().readLine()));
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("found\n");
  }

  /** Sockets throw UnresolvedAddressException without a word. */
  @Test
  void addressThatNobodyFindsIsNamed() throws Exception {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("no-such-host.invalid", 7);
    List<Object> seen = new ArrayList<>();
    run(
        () -> {
          try {
            await(
                Streams.startServer(
                    stream -> await(Peers.echo(stream)), List.of(nowhere), ServerOptions.DEFAULT));
          } catch (UnknownHostException e) {
            seen.add(e.getMessage());
          }
          DatagramEndpoint endpoint = await(DatagramEndpoint.bind("127.0.0.1", 0));
          try {
            await(endpoint.send(new byte[1], nowhere));
          } catch (UnknownHostException e) {
            seen.add(e.getMessage());
          }
          await(endpoint.closeAsync());
        });

    String message = "the host of " + nowhere + " was not found, or nobody looked it up";
    assertThat(seen).containsExactly(message, message);
  }

  @Test
  @EnabledOnOs(OS.LINUX) // Elsewhere one has to ask for a second address of one's own.
  void localAddressIsWhereTheServerSeesTheClient() throws Exception {
    ConnectOptions options =
        ConnectOptions.DEFAULT.withLocalAddress(new InetSocketAddress("127.0.0.2", 0));
    List<Object> seen = new ArrayList<>();
    run(
        () -> {
          Server server =
              await(
                  Streams.startServer(
                      client -> client.writer().write("" + client.remoteAddress()),
                      "127.0.0.1",
                      0));
          TcpStream stream = await(Streams.openConnection("127.0.0.1", server.port(), options));
          seen.add(Peers.text(await(stream.reader().readAll())));
          seen.add("" + stream.localAddress());
          await(stream.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen.get(0)).isEqualTo(seen.get(1)).asString().startsWith("/127.0.0.2:");
  }
}
