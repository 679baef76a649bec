package dev.weft.debug.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** The first step of a task begins. */
@Name("dev.weft.TaskStart")
@Label("Task Start")
@Category("Weft")
@Description("The first step of a task begins.")
@StackTrace(false)
final class TaskStartEvent extends Event {
  @Label("Task Id")
  int id;

  @Label("Task")
  @Nullable String name;

  @Label("Coroutine")
  @Nullable String coroutine;
}
