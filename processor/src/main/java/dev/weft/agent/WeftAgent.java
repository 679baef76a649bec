package dev.weft.agent;

import dev.weft.weaver.ClassFileTypes;
import dev.weft.weaver.FindingText;
import dev.weft.weaver.Weaver;
import dev.weft.weaver.WeaverOptions;
import dev.weft.weaver.Woven;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code java -javaagent:weft-processor.jar}: weaves each class as it is loaded.
 *
 * <p>It only ever is there because somebody said so on the command line: it never attaches itself.
 * Classes that are woven already, and all that do not mention Weft, are left alone.
 */
public final class WeftAgent implements ClassFileTransformer {
  /** Tells the compiler plugin, should javac run in this JVM, that its classes will be woven. */
  private static final String AGENT = "dev.weft.agent";

  /** The runtime speaks of itself, and has nothing to weave. */
  private static final Set<String> RUNTIME =
      Set.of(
          "dev/weft",
          "dev/weft/compiled",
          "dev/weft/debug",
          "dev/weft/io",
          "dev/weft/loop",
          "dev/weft/sync");

  private WeftAgent() {}

  /** Called by the JVM, before the program's {@code main}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    System.setProperty(AGENT, "true");
    instrumentation.addTransformer(new WeftAgent());
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null || (name != null && RUNTIME.contains(packageOf(name)))) {
      return null;
    }
    try {
      return Weaver.mentionsWeft(classFile) ? woven(classFile, loader) : null;
    } catch (Throwable bug) {
      // The JVM would swallow it, and the program fail later, with less to go by.
      System.err.println("[BugInWeft] cannot weave " + name + ": " + bug);
      return null;
    }
  }

  private static byte @Nullable [] woven(byte[] classFile, ClassLoader loader) {
    Weaver weaver =
        new Weaver(WeaverOptions.DEFAULT, new ClassFileTypes(name -> find(name, loader)));
    Woven woven = weaver.weave(classFile);
    woven.findings().forEach(finding -> System.err.println(FindingText.of(finding)));
    return woven.changed() ? woven.bytes() : null;
  }

  /** As a resource: to load a class while another one is loaded may end in a circle. */
  private static byte @Nullable [] find(String name, ClassLoader loader) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }
}
