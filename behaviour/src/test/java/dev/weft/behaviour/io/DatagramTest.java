package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.run;
import static dev.weft.Asyncio.yieldNow;
import static dev.weft.behaviour.io.Peers.bytes;
import static dev.weft.behaviour.io.Peers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Task;
import dev.weft.io.Datagram;
import dev.weft.io.DatagramEndpoint;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Datagrams on the loopback, where none is lost. */
class DatagramTest {
  private final List<Object> seen = new ArrayList<>();

  @Test
  void datagramsGoThereAndBack() throws Exception {
    run(
        () -> {
          DatagramEndpoint server = await(DatagramEndpoint.bind("127.0.0.1", 0));
          DatagramEndpoint client = await(DatagramEndpoint.connect("127.0.0.1", server.port()));
          Task<Datagram> waiting = createTask(server.receive());
          await(yieldNow());
          await(client.send(bytes("ping")));
          Datagram ping = await(waiting);
          seen.add(text(ping.data()));
          seen.add(ping.sender().equals(client.localAddress()));
          await(server.send(bytes("pong"), ping.sender()));
          await(server.send(new byte[0], ping.sender()));
          seen.add(text(await(client.receive()).data()));
          seen.add(await(client.receive()).data().length);
          await(client.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly("ping", true, "pong", 0);
  }

  @Test
  void peerThatIsNotThereIsReported() throws Exception {
    run(
        () -> {
          DatagramEndpoint server = await(DatagramEndpoint.bind("127.0.0.1", 0));
          await(server.closeAsync());
          DatagramEndpoint client = await(DatagramEndpoint.connect("127.0.0.1", server.port()));
          await(client.send(bytes("anybody?")));
          try {
            await(client.receive());
          } catch (PortUnreachableException e) {
            seen.add("unreachable");
          }
          await(client.closeAsync());
        });

    assertThat(seen).containsExactly("unreachable");
  }

  @Test
  void closingTellsWhoReceives() throws Exception {
    run(
        () -> {
          DatagramEndpoint endpoint = await(DatagramEndpoint.bind("127.0.0.1", 0));
          Task<Datagram> waiting = createTask(endpoint.receive());
          await(yieldNow());
          await(endpoint.closeAsync());
          try {
            await(waiting);
          } catch (Exception e) {
            seen.add(e.getMessage().replaceAll(":\\d+", ":port"));
          }
          try {
            await(endpoint.send(bytes("x")));
          } catch (IOException e) {
            seen.add("closed");
          }
        });

    assertThat(seen)
        .containsExactly("receive() of <DatagramEndpoint /127.0.0.1:port, closed>", "closed");
  }

  @Test
  void whoIsToReceiveMustBeNamed() throws Exception {
    run(
        () -> {
          DatagramEndpoint endpoint = await(DatagramEndpoint.bind("127.0.0.1", 0));
          try {
            await(endpoint.send(bytes("x")));
          } catch (IllegalStateException e) {
            seen.add(e.getMessage().contains("without a receiver"));
          }
          await(endpoint.closeAsync());
        });

    assertThat(seen).containsExactly(true);
  }

  /** The most that UDP takes, and more: the endpoint stays usable. */
  @Test
  void datagramsThatAreTooLargeAreRefused() throws Exception {
    run(
        () -> {
          DatagramEndpoint server = await(DatagramEndpoint.bind("127.0.0.1", 0));
          DatagramEndpoint client = await(DatagramEndpoint.connect("127.0.0.1", server.port()));
          for (int size : new int[] {65_507, 65_508, 65_536, 1_000_000}) {
            try {
              await(client.send(new byte[size]));
              seen.add(await(server.receive()).data().length);
            } catch (IOException e) {
              seen.add("too large");
            }
          }
          await(client.send(bytes("ping")));
          seen.add(text(await(server.receive()).data()));
          await(client.closeAsync());
          await(server.closeAsync());
        });

    assertThat(seen).containsExactly(65_507, "too large", "too large", "too large", "ping");
  }
}
