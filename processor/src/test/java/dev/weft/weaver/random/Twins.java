package dev.weft.weaver.random;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.weaver.JavaSources;
import dev.weft.weaver.WovenClasses;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Compiles a batch of random methods in both worlds and compares what they do. */
final class Twins {
  private static final boolean PATTERNS = Runtime.version().feature() >= 21;

  /** Java source text in, class files out, by binary names. */
  interface Compiler {
    Map<String, byte[]> compile(Map<String, String> sources, String... options);
  }

  private final Map<Long, String> bodies = new LinkedHashMap<>();
  private final Compiler compiler;
  private final WovenClasses classes;

  private Twins(
      Compiler compiler,
      Function<Map<String, byte[]>, WovenClasses> weaver,
      List<Long> seeds,
      String... options) {
    this.compiler = compiler;
    classes = weaver.apply(compile(seeds, options));
  }

  private Map<String, byte[]> compile(List<Long> seeds, String... options) {
    Map<String, String> sources = new LinkedHashMap<>();
    Map<Long, String> texts = new LinkedHashMap<>();
    for (long seed : seeds) {
      String body = RandomMethod.body(seed, PATTERNS);
      texts.put(seed, body);
      sources.put(name("Plain", seed), source("Plain", seed, body));
      sources.put(name("Async", seed), source("Async", seed, body));
    }
    try {
      Map<String, byte[]> compiled = compiler.compile(sources, options);
      bodies.putAll(texts);
      return compiled;
    } catch (AssertionError error) {
      // javac 17 crashes on a switch expression with try inside while a long is on the stack, and
      // Eclipse's compiler on some of them, too.
      if (!error.getMessage().contains("exception has occurred in the compiler")
          && !error.getMessage().contains("Internal compiler error")) {
        throw error;
      }
    }
    Map<String, byte[]> compiled = new LinkedHashMap<>();
    int half = seeds.size() / 2;
    if (half > 0) {
      compiled.putAll(compile(seeds.subList(0, half), options));
      compiled.putAll(compile(seeds.subList(half, seeds.size()), options));
    }
    return compiled;
  }

  /** Compiles the programs of {@code seeds} in one go. */
  static Twins of(List<Long> seeds, String... options) {
    return new Twins(JavaSources::compile, WovenClasses::of, seeds, options);
  }

  /** The same by another compiler than javac. */
  static Twins by(Compiler compiler, List<Long> seeds, String... options) {
    return new Twins(compiler, WovenClasses::knowingTypes, seeds, options);
  }

  /** Has ASM's verifier look at all of them. */
  Twins verified() {
    // What javac 25 got wrong all by itself is not our business.
    bodies.keySet().removeIf(seed -> !classes.verifies(name("Plain", seed)));
    for (long seed : bodies.keySet()) {
      if (!classes.verifies(name("Async", seed))) {
        throw new AssertionError("seed " + seed + " does not verify\n" + bodies.get(seed));
      }
    }
    return this;
  }

  /** What went differently, program by program; empty when all is well. */
  List<String> differences(EventLoop loop) {
    List<String> differences = new ArrayList<>();
    bodies.forEach(
        (seed, body) -> {
          for (int argument = 0; argument < 2; argument++) {
            List<String> plain = run("Plain", seed, argument, loop);
            if (plain.get(0).contains("VerifyError")) {
              return; // javac 25 gets frames of some pattern switches wrong all by itself.
            }
            for (int ofEight : new int[] {0, 4, 8}) {
              AsyncWorld.pending(seed, ofEight);
              List<String> woven = run("Async", seed, argument, loop);
              if (!plain.equals(woven)) {
                differences.add(report(seed, ofEight, body, plain, woven));
                return;
              }
            }
          }
        });
    return differences;
  }

  private List<String> run(String world, long seed, int argument, EventLoop loop) {
    Trace.clear();
    try {
      Class<?> type = classes.loadClass(name(world, seed));
      Method method =
          type.getDeclaredMethod(
              "method", int.class, long.class, String.class, Object.class, double.class);
      Object receiver = type.getDeclaredConstructor().newInstance();
      Object result = method.invoke(receiver, argument, 5L - argument, "c", "d", 0.5 + argument);
      if (result instanceof Coroutine<?> coroutine) {
        result = loop.runUntilComplete(coroutine);
      }
      Trace.log("result " + result);
    } catch (java.lang.reflect.InvocationTargetException thrown) {
      logFailure(thrown.getCause());
    } catch (Throwable thrown) {
      logFailure(thrown);
    }
    return Trace.lines().stream()
        .map(
            line ->
                line.replaceAll("@[0-9a-f]+", "@").replaceAll("(ignored GeneratorExit).*", "$1"))
        .toList();
  }

  private static void logFailure(Throwable thrown) {
    Trace.log("thrown " + (thrown instanceof LinkageError ? thrown : thrown.getClass().getName()));
    for (Throwable suppressed : thrown.getSuppressed()) {
      Trace.log("suppressed " + suppressed);
    }
    if (!(thrown instanceof NullPointerException)) { // Its message names locals only with -g.
      Trace.log(thrown.getMessage());
    }
  }

  private static String report(
      long seed, int ofEight, String body, List<String> plain, List<String> woven) {
    int same = 0;
    while (same < Math.min(plain.size(), woven.size()) && plain.get(same).equals(woven.get(same))) {
      same++;
    }
    return "seed "
        + seed
        + ", "
        + ofEight
        + "/8 pending\n"
        + body
        + "\nplain after "
        + same
        + ": "
        + plain.subList(same, plain.size())
        + "\nwoven after "
        + same
        + ": "
        + woven.subList(same, woven.size());
  }

  private static String name(String world, long seed) {
    return "random." + world + (seed < 0 ? "N" + -seed : seed);
  }

  private static String source(String world, long seed, String body) {
    boolean async = world.equals("Async");
    String annotation = async ? "@dev.weft.Async " : "";
    String type = async ? "dev.weft.Coroutine<Object>" : "Object";
    String isStatic = seed % 2 == 0 ? "static " : "";
    return "package random;\n"
        + "import static dev.weft.weaver.random."
        + world
        + "World.*;\n"
        + "import dev.weft.weaver.random."
        + world
        + "World.World;\n"
        + (async
            ? "import dev.weft.Asyncio;\n"
            : "import dev.weft.weaver.random.PlainWorld.Asyncio;\n")
        + "import static "
        + (async ? "dev.weft" : "dev.weft.weaver.random.PlainWorld")
        + ".Asyncio.done;\n"
        + "import dev.weft.weaver.random.Trace.*;\n"
        + "public class "
        + name(world, seed).substring(7)
        + " {\n"
        + "  private static final Object LOCK = new Object();\n"
        + "  private int FIELD;\n".replace("int", isStatic + "int")
        + "  "
        + annotation
        + isStatic
        + type
        + " sub(Object value) {\n"
        + "    log(\"sub\");\n"
        + "    Object got = Asyncio.await(World.<Object>soon(0, value));\n"
        + "    if (got == null) throw new Blue(\"null\");\n"
        + "    return done(got);\n  }\n"
        + "  "
        + annotation
        + "public "
        + isStatic
        + type
        + " method(int a, long b, String c, Object d, double e) {\n"
        + "    FIELD = a;\n"
        + syntax(body, async)
        + "  }\n}\n";
  }

  /** A loop over an async iterable closes it; the plain twin has to say so. */
  private static String syntax(String body, boolean async) {
    if (async) {
      return body.replace("@GENERATOR@", "dev.weft.AsyncGenerator")
          .replace("@FOR ", "")
          .replace("@ENDFOR@", "");
    }
    return body.replace("@GENERATOR@", "dev.weft.weaver.random.PlainGenerator")
        .replaceAll("@FOR (.*: (g\\d+)\\) \\{)", "try (var closing$2 = $2) { $1")
        .replace("@ENDFOR@", "}");
  }
}
