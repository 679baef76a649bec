package dev.weft.debug.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A step or callback that held the loop longer than its slowCallbackDuration. */
@Name("dev.weft.LoopStall")
@Label("Loop Stall")
@Category("Weft")
@Description("A step or callback that held the loop longer than its slowCallbackDuration.")
@StackTrace(false)
final class StallEvent extends Event {
  @Label("What")
  @Nullable String what;
}
