package dev.weft.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import java.util.List;

/** What {@link WeftPlugin} does, of the classes that this compilation uses. */
final class Watching implements Plugin {
  /** For {@link WeftPlugin}, which may be of another class loader. */
  Watching() {}

  @Override
  public String getName() {
    return "Weft";
  }

  /** Never throws: it runs in compilations that have nothing to do with Weft. */
  @Override
  public void init(JavacTask task, String... arguments) {
    boolean isWovenLater =
        List.of(arguments).contains("later") || System.getProperty(Guard.AGENT) != null;
    task.addTaskListener(new Guard(task, isWovenLater));
  }
}
