package dev.weft.processor;

import com.google.auto.service.AutoService;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import dev.weft.processor.resident.Residence;

/**
 * The guard that javac starts by itself, also where it starts no annotation processor: on JDK 23
 * and newer with Weft only on the class path, and under {@code -proc:none}.
 *
 * <p>javac looks for plugins on the processor path, or on the class path if there is none. A build
 * with a processor path that lacks Weft therefore does not start the guard either; there the
 * runtime is the last one to notice.
 *
 * <p>{@code -Xplugin:"Weft later"} promises that something weaves the classes after javac.
 */
@AutoService(Plugin.class)
public final class WeftPlugin implements Plugin {
  /** For {@code ServiceLoader}. */
  public WeftPlugin() {}

  @Override
  public String getName() {
    return "Weft";
  }

  @Override
  public boolean autoStart() {
    return true;
  }

  /** Starts watching. */
  @Override
  public void init(JavacTask task, String... arguments) {
    Residence.make(Plugin.class, "dev.weft.processor.Watching").init(task, arguments);
  }
}
