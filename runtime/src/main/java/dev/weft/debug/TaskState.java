package dev.weft.debug;

import java.util.Locale;

/** What a task that is not done is doing. */
public enum TaskState {
  /** It was made and has not run yet. */
  SCHEDULED,
  /** A step of it runs now. */
  RUNNING,
  /** What it waited for is there, or it gave way: it runs in the next turn. */
  READY,
  /** It waits for something. */
  WAITING;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
