package dev.weft.benchmarks.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures one peer's echo server: {@code Echo PEER CONNECTIONS [warm-up seconds] [seconds]} prints
 * requests a second, latencies, and the CPU time that the server's process spends on a request, all
 * of its threads counted. The last is the robust one: client and server share the machine.
 */
public final class Echo {
  private Echo() {}

  /** Runs server and client. */
  public static void main(String[] args) throws IOException {
    double warmUp = args.length > 2 ? Double.parseDouble(args[2]) : 4;
    double seconds = args.length > 3 ? Double.parseDouble(args[3]) : 3;
    System.out.println(measure(args[0], Integer.parseInt(args[1]), warmUp, seconds));
  }

  private static String measure(String peer, int connections, double warmUp, double seconds)
      throws IOException {
    Process server = start(peer);
    try (BufferedReader answers = server.inputReader(StandardCharsets.UTF_8);
        PrintWriter questions = new PrintWriter(server.outputWriter(StandardCharsets.UTF_8), true);
        Client client = new Client(Integer.parseInt(answers.readLine()), connections)) {
      client.run((long) (warmUp * 1e9));
      questions.println("CPU time?");
      long before = Long.parseLong(answers.readLine());
      long started = System.nanoTime();
      Latencies latencies = client.run((long) (seconds * 1e9));
      double took = (System.nanoTime() - started) / 1e9;
      questions.println("CPU time?");
      long cpuNanos = Long.parseLong(answers.readLine()) - before;
      return String.format(
          Locale.ROOT,
          "{\"row\": \"echo.%d\", \"peer\": \"%s\", \"cpuMicros\": %.2f, \"requestsPerSecond\": %.0f,"
              + " \"p50Micros\": %d, \"p99Micros\": %d}",
          connections,
          peer,
          cpuNanos / 1e3 / latencies.count(),
          latencies.count() / took,
          latencies.micros(0.5),
          latencies.micros(0.99));
    } finally {
      server.destroy();
    }
  }

  private static Process start(String peer) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (peer.equals("OneCarrier")) {
      command.add("-Djdk.virtualThreadScheduler.parallelism=1");
      command.add("-Djdk.virtualThreadScheduler.maxPoolSize=1");
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Server.class.getName(), peer));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
