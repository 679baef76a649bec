package dev.weft.debug.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A step of a task that took longer than the threshold. */
@Name("dev.weft.Step")
@Label("Task Step")
@Category("Weft")
@Description("A step of a task that took longer than the threshold.")
@StackTrace(false)
@Threshold("10 ms")
final class StepEvent extends Event {
  @Label("Task Id")
  int id;

  @Label("Task")
  @Nullable String name;
}
