package dev.weft.behaviour.conformance;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.ContextVar;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionContext;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskFactory;
import dev.weft.Timeout;
import dev.weft.sync.Permit;
import dev.weft.testing.VirtualTimeLoop;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of a recorded program: what its code calls, and the trace of what happened. */
public final class Run extends Operations {
  /** {@code timeout(None)}, {@code wait_for(.., None)}: no deadline. */
  public static final @Nullable Duration NEVER = null;

  static final ContextVar<Integer> VARIABLE = new ContextVar<>("CV", 0);

  /** Programs that wait for what never happens are cancelled from time to time, as in Python. */
  private static final int WATCHDOG_SECONDS = 1000;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final RecordedProgram program;
  private final Class<?> type;
  private final List<String> lines = new ArrayList<>();
  private final Map<Throwable, Integer> suppressedBefore = new IdentityHashMap<>();
  private @Nullable EventLoop loop;
  private int invocations;

  Run(RecordedProgram program, Class<?> type) {
    this.program = program;
    this.type = type;
  }

  /** Runs the program from its beginning; what it and its end print. */
  List<String> trace() throws Throwable {
    field("rt").set(null, this);
    Method start = type.getDeclaredMethod("start");
    start.setAccessible(true);
    EndState end = new EndState(this::out, this::global);
    try {
      Object result = VirtualTimeLoop.run((Coroutine<?>) start.invoke(null));
      end.main(Python.show(result));
    } catch (Throwable error) {
      if (loop == null || error instanceof LinkageError) {
        throw error; // Not the program's: it has no trace.
      }
      end.main("!" + Python.show(error));
    }
    program.slots().forEach(end::slot);
    program.objects().forEach(end::object);
    return lines;
  }

  private @Nullable Object global(String name) {
    try {
      return field(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(program.name() + " has no " + name, e);
    }
  }

  private Field field(String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** The first thing that the main coroutine does. */
  public void begin() {
    EventLoop running = EventLoop.running();
    loop = running;
    running.setExceptionHandler((its, context) -> reported(context));
    if (program.eager()) {
      running.setTaskFactory(TaskFactory.EAGER);
    }
    running.callLater(secs(WATCHDOG_SECONDS), () -> watchdog(running, 0));
  }

  private void watchdog(EventLoop running, int round) {
    out("loop", "WATCHDOG", String.valueOf(round));
    for (Task<?> task : Asyncio.allTasks()) {
      task.cancel("wd");
    }
    running.callLater(secs(WATCHDOG_SECONDS), () -> watchdog(running, round + 1));
  }

  private void reported(ExceptionContext context) {
    String message = context.message();
    if (message.startsWith("Exception in callback")) {
      out("loop", "EXC", "callback", Python.show(context.exception()));
    } else if (message.startsWith("unhandled exception during")) {
      out("loop", "EXC", "shutdown", Python.show(context.exception()));
    }
  }

  @Override
  void out(String... words) {
    long nanos = loop == null ? -1 : loop.time();
    lines.add(Math.floorDiv(nanos, NANOS_PER_SECOND) + " " + String.join(" ", words));
  }

  /** A coroutine begins; gives the name of this invocation. */
  public String enter(String name, Object... arguments) {
    String invocation = name + "#" + ++invocations;
    line(invocation, "enter", arguments);
    return invocation;
  }

  public void log(String who, int id, @Nullable Object... values) {
    line(who, "@" + id, values);
  }

  private void line(String who, String what, @Nullable Object... values) {
    List<String> words = new ArrayList<>(List.of(who, what));
    Arrays.stream(values).map(Python::show).forEach(words::add);
    out(words.toArray(String[]::new));
  }

  public int ret(String who, int value) {
    out(who, "ret", String.valueOf(value));
    return value;
  }

  public int note(String who, int id, int value) {
    out(who, "@" + id, "note", String.valueOf(value));
    return value;
  }

  public void callback(String name, @Nullable Future<?> future) {
    out(name, "cb", future == null ? "plain" : Python.state(future), String.valueOf(cv()));
  }

  public static int mix(int... values) {
    int hash = 17;
    for (int value : values) {
      hash = Math.floorMod(hash * 31L + value * 7L + 3, 1009);
    }
    return hash;
  }

  public static Duration secs(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  public int cv() {
    return VARIABLE.get();
  }

  public void cvSet(int value) {
    VARIABLE.set(value);
  }

  public void reschedule(Timeout timeout, @Nullable Integer seconds) {
    timeout.reschedule(seconds == null ? NEVER : secs(seconds));
  }

  /** The futures in these slots, each once. */
  @SuppressWarnings("unchecked")
  public List<Future<Object>> have(String... names) {
    List<Future<Object>> futures = new ArrayList<>();
    for (String name : names) {
      Object future = global(name);
      if (future != null && futures.stream().noneMatch(other -> other == future)) {
        futures.add((Future<Object>) future);
      }
    }
    return futures;
  }

  public List<String> names(Collection<Future<Object>> futures) {
    return futures.stream().map(this::slotOf).toList();
  }

  /** A question mark if another future has taken its slot since. */
  private String slotOf(Future<?> future) {
    return program.slots().stream().filter(name -> global(name) == future).findFirst().orElse("?");
  }

  /** For what is True in Python and nothing in Java. */
  public static Object yes(@Nullable Object ignored) {
    return true;
  }

  /** The same for what ends up in a future; takes no turn of the loop. */
  @Async
  public static Coroutine<Object> truthy(Coroutine<?> coroutine) {
    await(coroutine);
    return done(true);
  }

  @SuppressWarnings("unchecked")
  public static Future<Object> any(Future<?> future) {
    return (Future<Object>) future;
  }

  @SuppressWarnings("unchecked")
  public static Task<Integer> task(Task<?> task) {
    return (Task<Integer>) task;
  }

  /** At the start of a try block: javac then accepts a catch clause for any checked exception. */
  public static void chk() throws Exception {}

  /** {@code throw raise(error)} throws the error itself. */
  public static Exception raise(Throwable error) {
    if (error instanceof Error fatal) {
      throw fatal;
    }
    return (Exception) error;
  }

  /** The same where no checked exception may be thrown. */
  public static RuntimeException sneaky(Throwable error) {
    throw Run.<RuntimeException>thrown(error);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X thrown(Throwable error) throws X {
    throw (X) error;
  }

  /**
   * Leaving {@code async with} by an exception. When the release fails too, Python goes on with its
   * failure, try-with-resources with the exception of the block.
   */
  public Exception exit(Throwable error) {
    Throwable[] suppressed = error.getSuppressed();
    Integer before = suppressedBefore.put(error, suppressed.length);
    boolean releaseFailed = suppressed.length > (before == null ? 0 : before);
    return raise(releaseFailed ? suppressed[suppressed.length - 1] : error);
  }

  /** The permit of a bounded semaphore: released too often, it is a ValueError in Python. */
  public Held bounded(Permit permit) {
    return new Held(permit);
  }

  /**
   * A permit of a bounded semaphore.
   *
   * @param permit released by closing
   */
  public record Held(Permit permit) implements AutoCloseable {
    @Override
    public void close() {
      try {
        permit.close();
      } catch (IllegalStateException e) {
        throw valueError();
      }
    }
  }
}
