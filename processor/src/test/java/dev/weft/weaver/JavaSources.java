package dev.weft.weaver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java source text in, class files out, by the javac of the running JDK, all in memory. */
public final class JavaSources {
  /** One for each thread: what it has read of the class path need not be read again. */
  private static final ThreadLocal<StandardJavaFileManager> FILES =
      ThreadLocal.withInitial(
          () -> ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null));

  /** What {@link #FILES} has listed. */
  private static final ThreadLocal<Map<List<Object>, List<JavaFileObject>>> LISTED =
      ThreadLocal.withInitial(HashMap::new);

  private JavaSources() {}

  /** Compiles; keys of both maps are binary names. */
  public static Map<String, byte[]> compile(Map<String, String> sources, String... options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-proc:none", "-nowarn"));
    // The names of all compilations would be shared, in a table that gets slower and slower.
    arguments.add("-XDuseUnsharedTable=true");
    arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    StringWriter messages = new StringWriter();
    Output output = new Output(FILES.get());
    boolean isGood = javac.getTask(messages, output, null, arguments, null, units).call();
    Map<String, byte[]> classes = new LinkedHashMap<>();
    output.written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    if (!isGood && messages.toString().contains("exception has occurred in the compiler")) {
      throw new Crash(messages.toString(), classes);
    } else if (!isGood) {
      throw new AssertionError(messages + "\n" + String.join("\n", sources.values()));
    }
    return classes;
  }

  /** Not the sources are wrong but javac is. */
  public static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What it had written before. */
    public final transient Map<String, byte[]> written;

    Crash(String message, Map<String, byte[]> written) {
      super(message);
      this.written = written;
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("mem:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<StandardJavaFileManager> {
    final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

    Output(StandardJavaFileManager manager) {
      super(manager);
    }

    /** Where javac looks for plugins. Ours is on the class path and checks sources; not here. */
    @Override
    public ClassLoader getClassLoader(Location location) {
      return ClassLoader.getPlatformClassLoader();
    }

    /** Listing folders and jars took a fifth of the time of small compilations. */
    @Override
    public Iterable<JavaFileObject> list(
        Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
        throws IOException {
      List<Object> key = List.of(location, packageName, kinds, recurse);
      List<JavaFileObject> listed = LISTED.get().get(key);
      if (listed == null) {
        listed = new ArrayList<>();
        super.list(location, packageName, kinds, recurse).forEach(listed::add);
        LISTED.get().put(key, listed);
      }
      return listed;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      URI uri = URI.create("mem:///" + name.replace('.', '/') + ".class");
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
