package dev.weft.behaviour.conformance;

import dev.weft.Future;
import dev.weft.Task;
import dev.weft.sync.AsyncBarrier;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The last lines of a trace: in which state a program left its futures and objects. */
final class EndState {
  /** Takes the words of a line. */
  interface Lines {
    void add(String... words);
  }

  private final Lines lines;
  private final Function<String, @Nullable Object> globals;

  EndState(Lines lines, Function<String, @Nullable Object> globals) {
    this.lines = lines;
    this.globals = globals;
  }

  void main(String result) {
    lines.add("end", "main", result);
  }

  void slot(String name) {
    Future<?> future = (Future<?>) globals.apply(name);
    int cancelling = future instanceof Task<?> task ? task.cancelling() : 0;
    lines.add("end", name, Python.state(future), String.valueOf(cancelling));
  }

  void object(String name, String kind) {
    Object object = globals.apply(name);
    lines.add("end", name, object == null ? "None" : describe(object));
  }

  /** What Python tells of it. */
  private static String describe(Object object) {
    if (object instanceof AsyncLock lock) {
      return Python.show(lock.isLocked()) + " 0";
    }
    if (object instanceof AsyncCondition condition) {
      return Python.show(condition.isLocked()) + " 0";
    }
    if (object instanceof AsyncSemaphore semaphore) {
      return Python.show(semaphore.isLocked()) + " " + semaphore.availablePermits();
    }
    if (object instanceof AsyncQueue<?> queue) {
      return queue.size() + " " + queue.unfinishedTasks();
    }
    if (object instanceof AsyncEvent event) {
      return Python.show(event.isSet());
    }
    if (object instanceof AsyncBarrier barrier) {
      return barrier.waiting() + " " + Python.show(barrier.isBroken());
    }
    return String.valueOf(object); // A counter.
  }
}
