package dev.weft.debug.jfr;

import java.util.concurrent.Callable;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/** What the runtime tells JDK Flight Recorder. */
public final class FlightRecording {
  private FlightRecording() {}

  /** Whether a recording has ever begun in this JVM; cheap, and false where there is no JFR. */
  public static boolean isOn() {
    return Present.JFR && FlightRecorder.isInitialized();
  }

  /** Whether this JVM, and this module path, has JFR. */
  private static final class Present {
    static final boolean JFR = look();

    private static boolean look() {
      try {
        return FlightRecorder.isAvailable();
      } catch (LinkageError absent) {
        return false;
      }
    }
  }

  /** A task's first step begins. */
  public static void taskStarts(int id, String name, String coroutine) {
    TaskStartEvent event = new TaskStartEvent();
    if (event.isEnabled()) {
      event.id = id;
      event.name = name;
      event.coroutine = coroutine;
      event.commit();
    }
  }

  /** A task has ended. */
  public static void taskEnds(int id, String name, String outcome) {
    TaskEndEvent event = new TaskEndEvent();
    if (event.isEnabled()) {
      event.id = id;
      event.name = name;
      event.outcome = outcome;
      event.commit();
    }
  }

  /** A step or callback begins. */
  public static Entry entryBegins() {
    return new Entry();
  }

  /** A step or callback that is being run. */
  public static final class Entry {
    private final StepEvent step = new StepEvent();
    private final StallEvent stall = new StallEvent();
    private final long start = System.nanoTime();

    private Entry() {
      step.begin();
      stall.begin();
    }

    /** How long it has taken so far. */
    public long nanos() {
      return System.nanoTime() - start;
    }

    /** It was a step of a task. */
    public void stepEnds(int id, String name) {
      step.end();
      if (step.shouldCommit()) {
        step.id = id;
        step.name = name;
        step.commit();
      }
    }

    /** It held the loop for too long. */
    public void wasStall(String what) {
      stall.end();
      if (stall.shouldCommit()) {
        stall.what = what;
        stall.commit();
      }
    }
  }

  /** A job that tells how long it waited for a thread and how long it ran. */
  public static <T> Callable<T> timed(Callable<T> job, @Nullable String task) {
    long handedOver = System.nanoTime();
    return () -> {
      JobEvent event = new JobEvent();
      event.begin();
      long waited = System.nanoTime() - handedOver;
      try {
        return job.call();
      } finally {
        event.end();
        if (event.shouldCommit()) {
          event.task = task;
          event.waited = waited;
          event.commit();
        }
      }
    };
  }
}
