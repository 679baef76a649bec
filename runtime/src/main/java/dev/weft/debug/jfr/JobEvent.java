package dev.weft.debug.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A job that a loop handed to an executor. */
@Name("dev.weft.ExecutorJob")
@Label("Executor Job")
@Category("Weft")
@Description("A job that a loop handed to an executor.")
@StackTrace(false)
final class JobEvent extends Event {
  @Label("Task")
  @Nullable String task;

  @Label("Waited For Thread")
  @Timespan(Timespan.NANOSECONDS)
  long waited;
}
