package dev.weft.weaver.random;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.weaver.JavaSources;
import dev.weft.weaver.WovenClasses;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Compiles a batch of random methods in both worlds and compares what they do. */
final class Twins {
  private static final boolean PATTERNS = Runtime.version().feature() >= 21;

  /** Java source text in, class files out, by binary names. */
  interface Compiler {
    Map<String, byte[]> compile(Map<String, String> sources, String... options);
  }

  private static final Pattern ADDRESS = Pattern.compile("@[0-9a-f]+");

  /** What comes behind these depends on names of classes, and on -g. */
  private static final List<String> VARIED =
      List.of("ignored GeneratorExit", "java.lang.NullPointerException");

  /** As many calls nest as go before frames are parked. */
  private static final int NESTED = 64;

  private static final String SUPPORT = "random.Support";

  /** What woven programs use and what is itself woven. */
  private static final String SUPPORT_SOURCE =
      """
      package random;
      import static dev.weft.Asyncio.*;
      import static dev.weft.weaver.random.Trace.log;
      import dev.weft.*;
      import dev.weft.weaver.random.AsyncWorld.World;
      public class Support {
        /** Awaits something that many levels deep. */
        @Async public static Coroutine<Object> nest(int levels, Coroutine<Object> inner) {
          return done(await(levels == 0 ? inner : nest(levels - 1, inner)));
        }
        /** A resource whose closing waits. */
        public static final class Hall implements AsyncCloseable {
          private final int number;
          public Hall(int number) {
            this.number = number;
            log("open hall " + number);
          }
          public int number() {
            return number;
          }
          @Async @Override public Coroutine<Void> closeAsync() {
            log("close hall " + number);
            Future<Void> closing = new Future<>();
            World.later(() -> closing.setResult(null));
            await(closing);
            if (number % 5 == 3) throw new dev.weft.weaver.random.Trace.Blue("hall " + number);
            return done();
          }
        }
      }
      """;

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
    sources.put(SUPPORT, SUPPORT_SOURCE);
    Map<Long, String> texts = new LinkedHashMap<>();
    for (long seed : seeds) {
      String members = RandomProgram.of(seed, PATTERNS);
      texts.put(seed, members);
      for (Dialect dialect : Dialect.values()) {
        String name = name(dialect, seed);
        sources.put(name, dialect.file(name.substring(7), members));
      }
    }
    try {
      Map<String, byte[]> compiled = compiler.compile(sources, options);
      bodies.putAll(texts);
      return compiled;
    } catch (JavaSources.Crash crash) {
      // javac 17 crashes on a switch expression with try inside while a long is on the stack. It
      // writes class after class, so those before that one are there.
      return compileWithout(crash, seeds, texts, options);
    } catch (AssertionError error) {
      if (!error.getMessage().contains("Internal compiler error")) { // Eclipse's compiler has them.
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

  private Map<String, byte[]> compileWithout(
      JavaSources.Crash crash, List<Long> seeds, Map<Long, String> texts, String... options) {
    Map<String, byte[]> compiled = new LinkedHashMap<>(crash.written);
    int good = 0;
    while (good < seeds.size() && isWritten(seeds.get(good), crash.written)) {
      bodies.put(seeds.get(good), texts.get(seeds.get(good)));
      good++;
    }
    if (good + 1 < seeds.size()) {
      compiled.putAll(compile(seeds.subList(good + 1, seeds.size()), options));
    }
    return compiled;
  }

  private static boolean isWritten(long seed, Map<String, byte[]> classes) {
    for (Dialect dialect : Dialect.values()) {
      String name = name(dialect, seed);
      if (!classes.containsKey(name) || !classes.containsKey(name + "$P")) {
        return false;
      }
    }
    return true;
  }

  /** A thread to compile in: deep expressions need deep stacks, and a failure must end all. */
  static Thread compiler(Runnable work) {
    Thread thread = new Thread(null, work, "compiler", 16 << 20);
    thread.setDaemon(true);
    return thread;
  }

  /** Compiles the programs of {@code seeds} in one go. */
  static Twins of(List<Long> seeds, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--limit-modules", "java.base")); // Opening the others takes its time.
    return new Twins(JavaSources::compile, WovenClasses::of, seeds, all.toArray(String[]::new));
  }

  /** The same by another compiler than javac. */
  static Twins by(Compiler compiler, List<Long> seeds, String... options) {
    return new Twins(compiler, WovenClasses::knowingTypes, seeds, options);
  }

  /** Has ASM's verifier look at all of them. */
  Twins verified() {
    // What javac 25 got wrong all by itself is not our business.
    bodies.keySet().removeIf(seed -> !verifies(Dialect.PLAIN, seed));
    for (long seed : bodies.keySet()) {
      if (!verifies(Dialect.ASYNC, seed)) {
        throw new AssertionError("seed " + seed + " does not verify\n" + bodies.get(seed));
      }
    }
    return this;
  }

  private boolean verifies(Dialect dialect, long seed) {
    String name = name(dialect, seed);
    for (String inner : List.of("", "$P", "$S", "$I", "$B")) {
      if (classes.all().containsKey(name + inner) && !classes.verifies(name + inner)) {
        return false;
      }
    }
    return true;
  }

  /** What went differently, program by program; empty when all is well. */
  List<String> differences(EventLoop loop) {
    List<String> differences = new ArrayList<>();
    bodies.forEach((seed, body) -> addDifference(seed, body, loop, differences));
    return differences;
  }

  private void addDifference(long seed, String body, EventLoop loop, List<String> differences) {
    for (int argument = 0; argument < 2; argument++) {
      List<String> plain = run(Dialect.PLAIN, seed, argument, 0, loop);
      if (plain.stream().anyMatch(line -> line.contains("VerifyError"))) {
        return; // javac 25 gets frames of some pattern switches wrong all by itself.
      }
      // Where calls nest too deep, frames are parked: at different places for different seeds.
      int nested = NESTED - Math.floorMod(seed, 7);
      for (int[] plan : new int[][] {{0, 0}, {4, 0}, {8, 0}, {0, nested}, {3, nested}}) {
        AsyncWorld.pending(seed, plan[0]);
        List<String> woven = run(Dialect.ASYNC, seed, argument, plan[1], loop);
        if (!plain.equals(woven)) {
          String how = plan[0] + "/8 pending, " + plan[1] + " nested, argument " + argument;
          differences.add(report(seed, how, body, plain, woven));
          return;
        }
      }
    }
  }

  private List<String> run(Dialect dialect, long seed, int argument, int nested, EventLoop loop) {
    Trace.clear();
    try {
      Class<?> type = classes.loadClass(name(dialect, seed) + "$P");
      Method method =
          type.getDeclaredMethod(
              "method", int.class, long.class, String.class, Object.class, double.class);
      method.setAccessible(true);
      Object receiver = argument == 0 ? make(type) : makeSubclass(type);
      Object result = method.invoke(receiver, argument, 5L - argument, "c", "d", 0.5 + argument);
      if (result instanceof Coroutine<?> coroutine) {
        Coroutine<?> all = nested == 0 ? coroutine : nest(nested, coroutine);
        result = loop.runUntilComplete(all);
      } else {
        result = ((PlainWorld.World.Later<?>) result).get();
      }
      Trace.log("result " + result);
    } catch (java.lang.reflect.InvocationTargetException thrown) {
      logFailure(thrown.getCause());
    } catch (Throwable thrown) {
      logFailure(thrown);
    }
    return Trace.lines().stream().map(Twins::comparable).toList();
  }

  private Object makeSubclass(Class<?> type) throws ReflectiveOperationException {
    String name = type.getName().replace("$P", "$S");
    return make(classes.all().containsKey(name) ? classes.loadClass(name) : type);
  }

  private static Object make(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private Coroutine<?> nest(int levels, Coroutine<?> inner) throws ReflectiveOperationException {
    Method nest = classes.loadClass(SUPPORT).getMethod("nest", int.class, Coroutine.class);
    return (Coroutine<?>) nest.invoke(null, levels, inner);
  }

  /** The line without what is different each time. */
  private static String comparable(String line) {
    String text = line.indexOf('@') < 0 ? line : ADDRESS.matcher(line).replaceAll("@");
    for (String varied : VARIED) {
      int start = text.indexOf(varied);
      text = start < 0 ? text : text.substring(0, start + varied.length());
    }
    return text;
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
      long seed, String how, String body, List<String> plain, List<String> woven) {
    int same = 0;
    while (same < Math.min(plain.size(), woven.size()) && plain.get(same).equals(woven.get(same))) {
      same++;
    }
    return "seed "
        + seed
        + ", "
        + how
        + "\n"
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

  private static String name(Dialect dialect, long seed) {
    return "random." + dialect.prefix() + (seed < 0 ? "N" + -seed : seed);
  }
}
