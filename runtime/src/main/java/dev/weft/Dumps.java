package dev.weft;

import dev.weft.compiled.Frame;
import dev.weft.compiled.Waiting;
import dev.weft.debug.TaskDump;
import dev.weft.debug.TaskState;
import dev.weft.debug.TaskView;
import dev.weft.debug.TimerView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at a loop and says what its tasks do. Changes nothing, and costs nothing until asked. */
final class Dumps {
  private final EventLoop loop;
  private final long now;

  /** Whether this is the loop's thread; another may not even look into weak tables. */
  private final boolean inside;

  /**
   * The deadlines of sleeping tasks: a sleep does not keep its own, which would cost each 8 bytes.
   */
  private final IdentityHashMap<Object, Long> deadlines = new IdentityHashMap<>();

  /** By deadline; those of one deadline in the order of the queue. */
  private final Map<Long, List<TimerView>> timers = new TreeMap<>();

  private Dumps(EventLoop loop, boolean inside) {
    this.loop = loop;
    this.inside = inside;
    this.now = loop.time();
  }

  /** A dump made in the loop's thread, or while the loop does not run. */
  static TaskDump of(EventLoop loop) {
    return new Dumps(loop, true).dump();
  }

  /** A dump made in any thread; it may throw if the loop changes meanwhile. */
  static TaskDump fromOutside(EventLoop loop) {
    return new Dumps(loop, false).dump();
  }

  private TaskDump dump() {
    loop.forEachTimer(this::timer);
    Map<Integer, TaskView> tasks = new HashMap<>();
    // First those that are no tasks yet: if the loop runs on meanwhile, they become some.
    for (Children children : loop.tasks().beginning()) {
      children.forEachCoroutine((child, id) -> tasks.put(id, view(child, id, children)));
    }
    for (Task<?> task : loop.tasks().existing()) {
      tasks.put(task.number(), view(task));
    }
    List<TaskView> inOrder = new ArrayList<>(tasks.values());
    inOrder.sort((one, other) -> TaskNumbers.compare(one.id(), other.id()));
    return new TaskDump(
        loop.toString(),
        Duration.ofNanos(now),
        inOrder,
        timers.values().stream().flatMap(List::stream).toList(),
        loop.readyEntries(),
        loop.outsideJobs(),
        List.of());
  }

  private void timer(Object timer, long when) {
    if (((Timed) timer).isDead()) {
      return;
    }
    deadlines.put(timer, when);
    if (timer instanceof TimerHandle handle) {
      timers
          .computeIfAbsent(when, unknown -> new ArrayList<>())
          .add(new TimerView(handle.what(), left(when), originOf(handle)));
    }
  }

  private Duration left(long when) {
    return Duration.ofNanos(when - now);
  }

  private TaskView view(Task<?> task) {
    boolean running = loop.currentTask() == task;
    Future<?> awaited = task.waitingFor();
    TaskState state =
        running
            ? TaskState.RUNNING
            : awaited != null && !awaited.isDone()
                ? TaskState.WAITING
                : task.hasStarted() ? TaskState.READY : TaskState.SCHEDULED;
    Long madeAt = inside ? loop.originTime(task) : null;
    return new TaskView(
        task.number(),
        task.name(),
        state,
        task.cancelling() > 0,
        task.coroutine().describe(),
        state == TaskState.WAITING && awaited != null ? whatItWaitsFor(task, awaited) : null,
        List.copyOf(awaiting(task)),
        running ? liveStack(task) : task.stack(),
        originOf(task),
        madeAt == null ? null : Duration.ofNanos(now - madeAt));
  }

  /** What is a task as soon as somebody asks for it; to look is not to ask. */
  private static TaskView view(Coroutine<?> child, int number, Children itsGathers) {
    Set<Integer> awaiting = new TreeSet<>();
    collect(itsGathers.behind(), awaiting, new HashSet<>());
    return new TaskView(
        number,
        Task.defaultName(number),
        TaskState.SCHEDULED,
        false,
        child.describe(),
        null,
        List.copyOf(awaiting),
        List.of(),
        null,
        null);
  }

  private @Nullable StackTraceElement originOf(Object object) {
    return inside ? loop.originPlace(object) : null;
  }

  private List<StackTraceElement> liveStack(Task<?> task) {
    return inside ? loop.traces().liveStack(task) : List.of();
  }

  private String whatItWaitsFor(Task<?> task, Future<?> awaited) {
    if (awaited instanceof Task<?> inner) {
      return "task " + inner.name();
    }
    if (awaited instanceof Sleeping<?>) {
      Long when = deadlines.get(awaited);
      return when == null ? "sleep" : "sleep, " + seconds(when - now) + " s left";
    }
    if (awaited instanceof Waiting waiting) {
      return waiting.owner().toString();
    }
    Frame<?> innermost = task.innermost();
    Object owner = innermost == null ? null : runtimeOwner(innermost);
    if (owner != null) {
      return owner.toString();
    }
    boolean isTheUsers = awaited.getClass() == Future.class;
    return awaited.whatItIs() + (isTheUsers && inside ? loop.originOf(awaited) : "");
  }

  private static String seconds(long nanos) {
    return new BigDecimal(nanos)
        .movePointLeft(9)
        .setScale(3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** The lock, queue or group whose own code waits. */
  private static @Nullable Object runtimeOwner(Frame<?> frame) {
    Object owner = ((Coroutine<?>) frame).receiver();
    return owner != null
            && Traces.isRuntime(frame.body().getClass().getName())
            && Traces.isRuntime(owner.getClass().getName())
            && hasText(owner.getClass())
        ? owner
        : null;
  }

  private static boolean hasText(Class<?> type) {
    try {
      return type.getMethod("toString").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException impossible) {
      return false;
    }
  }

  /** The numbers of those who wait for a task, whatever stands between. */
  private static Set<Integer> awaiting(Task<?> task) {
    Set<Integer> numbers = new TreeSet<>();
    collect(task, numbers, new HashSet<>());
    return numbers;
  }

  private static void collect(Future<?> future, Set<Integer> numbers, Set<Future<?>> seen) {
    if (!seen.add(future)) {
      return;
    }
    for (Object waiter : List.copyOf(Waiters.all(future.peekWaiters()))) {
      Future<?> behind = waiter instanceof Listener listener ? listener.behind() : null;
      if (waiter instanceof Task<?> awaiting) {
        numbers.add(awaiting.number());
      } else if (behind instanceof Task<?> awaiting) {
        numbers.add(awaiting.number());
      } else if (behind != null) {
        collect(behind, numbers, seen);
      }
    }
  }
}
