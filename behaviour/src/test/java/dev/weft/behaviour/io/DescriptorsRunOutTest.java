package dev.weft.behaviour.io;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.io.Streams;
import dev.weft.io.Subprocess;
import dev.weft.io.SubprocessOptions;
import dev.weft.io.TcpStream;
import dev.weft.sync.AsyncEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More clients than the system has descriptors for: they wait, and the server stays up. */
@Timeout(60)
class DescriptorsRunOutTest {
  private static final int DESCRIPTORS = 60;
  private static final int CLIENTS = 100;

  @TempDir Path folder;

  private int served;
  private String report = "";

  @Test
  void whoCannotBeAcceptedIsAcceptedWhenOthersLeave() throws Exception {
    run(() -> await(crowd()));

    assertThat(served).isEqualTo(CLIENTS);
    assertThat(report)
        .startsWith("reported: accept() on /127.0.0.1")
        .contains("failed; trying again in 1 second: if descriptors ran out, raise the limit");
    assertThat(report.lines().count()).as(report).isBetween(1L, 4L);
  }

  @Async
  private Coroutine<Void> crowd() throws IOException {
    SubprocessOptions options =
        SubprocessOptions.DEFAULT.withEnvironment(Map.of("CLASS_PATH", jars())).withMergedStderr();
    Path program = Path.of(System.getProperty("java.home"), "bin", "java");
    Subprocess server =
        await(
            Subprocess.shell(
                options,
                "ulimit -n %d; exec %s -XX:TieredStopAtLevel=1 -cp \"$CLASS_PATH\" %s"
                    .formatted(DESCRIPTORS, program, FewDescriptors.class.getName())));
    int port = Integer.parseInt(await(server.stdout().readLine()).strip());
    AsyncEvent ranOut = new AsyncEvent();
    List<Task<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      TcpStream stream = await(Streams.openConnection("127.0.0.1", port));
      clients.add(createTask(waitForService(stream, ranOut)));
    }
    report = await(server.stdout().readLine());
    ranOut.set();
    await(gather(clients));
    server.kill();
    report += Peers.text(await(server.stdout().readAll()));
    await(server.closeAsync());
    return done();
  }

  /** A class in a folder needs a descriptor to be loaded; one in a jar that is open does not. */
  private String jars() {
    List<String> jars = new ArrayList<>();
    for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isDirectory(Path.of(place, "dev", "weft"))) {
        String jar = folder.resolve(jars.size() + ".jar").toString();
        ToolProvider tool = ToolProvider.findFirst("jar").orElseThrow();
        assertThat(tool.run(System.out, System.err, "cf", jar, "-C", place, "dev")).isZero();
        jars.add(jar);
      } else if (Path.of(place).getFileName().toString().startsWith("weft-")) {
        jars.add(place);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  /** Whoever is served stays until descriptors have run out, and makes room for another then. */
  @Async
  private Coroutine<Void> waitForService(TcpStream stream, AsyncEvent ranOut) throws IOException {
    stream.writer().write("x");
    assertThat(await(stream.reader().read(1))).hasSize(1);
    served++;
    await(ranOut.waitUntilSet());
    await(stream.closeAsync());
    return done();
  }
}
