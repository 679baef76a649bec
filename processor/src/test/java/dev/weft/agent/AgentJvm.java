package dev.weft.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A JVM that is started with the agent. */
public final class AgentJvm {
  private AgentJvm() {}

  /**
   * {@code -javaagent} with a jar that has the manifest of the finished one, and the classes where
   * they are now.
   */
  public static String agent(Path folder) throws IOException {
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
    return "-javaagent:" + jar;
  }

  /** Runs {@code java} with these arguments; gives all that it prints. */
  public static String java(String... arguments) throws IOException, InterruptedException {
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
