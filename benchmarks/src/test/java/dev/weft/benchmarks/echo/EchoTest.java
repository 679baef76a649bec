package dev.weft.benchmarks.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lets each server answer for a moment, so that none rots. */
@Timeout(20) // A server that does not answer.
class EchoTest {
  @ParameterizedTest
  @MethodSource
  void everyServerAnswers(String peer) throws Exception {
    try (Client client = new Client(Server.peer(peer).start(), 3)) {
      Latencies latencies = client.run(20_000_000);
      assertThat(latencies.count()).isPositive();
      assertThat(latencies.micros(0.5)).isLessThanOrEqualTo(latencies.micros(0.99));
    }
  }

  static Stream<String> everyServerAnswers() {
    return Stream.of("Limit", "Weft", "Netty", "Threads")
        .filter(peer -> !peer.equals("Threads") || Runtime.version().feature() >= 21);
  }
}
