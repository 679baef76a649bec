package dev.weft.debug.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A task has ended. */
@Name("dev.weft.TaskEnd")
@Label("Task End")
@Category("Weft")
@Description("A task has ended.")
@StackTrace(false)
final class TaskEndEvent extends Event {
  @Label("Task Id")
  int id;

  @Label("Task")
  @Nullable String name;

  @Label("Outcome")
  @Nullable String outcome;
}
