package dev.weft.weaver;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java source text in, class files out, by the javac of the running JDK, all in memory. */
public final class JavaSources {
  private JavaSources() {}

  /** Compiles; keys of both maps are binary names. */
  public static Map<String, byte[]> compile(Map<String, String> sources, String... options) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-proc:none", "-nowarn"));
    arguments.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    StringWriter messages = new StringWriter();
    Output output = new Output(javac.getStandardFileManager(null, null, null));
    if (!javac.getTask(messages, output, null, arguments, null, units).call()) {
      throw new AssertionError(messages + "\n" + String.join("\n", sources.values()));
    }
    Map<String, byte[]> classes = new LinkedHashMap<>();
    output.written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
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
