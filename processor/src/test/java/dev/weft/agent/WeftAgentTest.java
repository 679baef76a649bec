package dev.weft.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that nobody wove are woven as they are loaded. */
class WeftAgentTest {
  private static final String PROGRAM =
      """
      import static dev.weft.Asyncio.*;
      import dev.weft.*;
      public class Shop {
        static class Door implements AsyncCloseable {
          @Override @Async public Coroutine<Void> closeAsync() {
            await(yieldNow());
            System.out.println("closed");
            return done();
          }
        }
        @Async static Coroutine<Void> open() {
          try (Door door = new Door()) {
            await(sleep(java.time.Duration.ofMillis(1)));
            System.out.println("open");
          }
          return done();
        }
        public static void main(String[] arguments) { run(open()); }
      }
      """;

  @TempDir Path folder;

  @Test
  void sourceLauncherRunsAsyncCode() throws Exception {
    Path source = Files.writeString(folder.resolve("Shop.java"), PROGRAM);
    assertThat(java("-javaagent:" + agent(), "-cp", runtime(), source.toString()))
        .isEqualTo("open\nclosed\n");
  }

  @Test
  void agentDoesNotChangeWhatItNeedNotRead() throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Plain.java"),
            "class Plain { public static void main(String[] a) { System.out.println(1); } }");
    assertThat(java("-javaagent:" + agent(), source.toString())).isEqualTo("1\n");
  }

  /** The manifest that the finished jar has, and the classes where they are now. */
  private Path agent() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", WeftAgent.class.getName());
    List<String> urls = new ArrayList<>();
    for (Class<?> type :
        new Class<?>[] {
          WeftAgent.class,
          org.objectweb.asm.ClassReader.class,
          org.objectweb.asm.tree.ClassNode.class,
          org.objectweb.asm.tree.analysis.Analyzer.class
        }) {
      urls.add(type.getProtectionDomain().getCodeSource().getLocation().toString());
    }
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", urls));
    Path jar = folder.resolve("agent.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private static String runtime() {
    String url = dev.weft.Asyncio.class.getProtectionDomain().getCodeSource().getLocation() + "";
    return new File(URI.create(url)).toString();
  }

  private static String java(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output;
  }
}
