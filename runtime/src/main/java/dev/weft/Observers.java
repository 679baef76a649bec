package dev.weft;

import dev.weft.debug.jfr.FlightRecording;
import dev.weft.loop.Clock;
import dev.weft.loop.Dispatch;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Who looks on while a loop runs its entries: debug mode times them, the watchdog sees those that
 * take too long, JDK Flight Recorder is told of all. Each is put around the entries only while it
 * is on, so that a loop nobody looks at pays nothing.
 */
final class Observers {
  private final EventLoop loop;
  private final DebugMode debug;

  /** Whether time is real: in virtual time nothing takes too long. */
  private final boolean inRealTime;

  /** Whether the watchdog is on though debug mode may be off. */
  private boolean watchdog = Boolean.getBoolean("weft.watchdog");

  /** What the watchdog looks at; null when it does not. */
  private @Nullable WatchedEntries watched;

  private boolean recorded;

  /** Whether a thread runs the loop now. */
  private boolean runs;

  Observers(EventLoop loop, DebugMode debug, Clock clock) {
    this.loop = loop;
    this.debug = debug;
    this.inRealTime = clock == Clock.SYSTEM;
  }

  /** What is done with entries: run, with those around it who want to see that. */
  Dispatch dispatch() {
    Dispatch dispatch = debug.isOn() ? new SlowEntries(loop) : Entries.RUN;
    if (watched != null) {
      Watchdog.leave(watched);
      watched = null;
    }
    if (watchdog || (debug.isOn() && inRealTime)) {
      watched = new WatchedEntries(loop, dispatch);
      dispatch = watched;
      if (runs) {
        Watchdog.watch(watched);
      }
    }
    return recorded ? new RecordedEntries(loop, dispatch) : dispatch;
  }

  void setWatchdog(boolean on) {
    watchdog = on;
  }

  /** Whether a flight recording has begun that this loop has not heard of. */
  boolean isToRecord() {
    boolean begins = !recorded && FlightRecording.isOn();
    recorded |= begins;
    return begins;
  }

  /** A job for an executor, with its event if there is a recording. */
  <T> Callable<T> recorded(Callable<T> job) {
    Task<?> task = loop.currentTask();
    return recorded ? FlightRecording.timed(job, task == null ? null : task.name()) : job;
  }

  /** The step of a task that is taken inside the call that makes it, not as an entry. */
  void firstStep(Task<?> task) {
    if (recorded) {
      RecordedEntries.step(task);
    } else {
      task.step();
    }
  }

  /** A thread begins to run the loop. */
  void runBegins() {
    runs = true;
    if (watched != null) {
      Watchdog.watch(watched);
    }
  }

  /** It has ended. */
  void runEnds() {
    runs = false;
    if (watched != null) {
      Watchdog.leave(watched);
    }
  }
}
