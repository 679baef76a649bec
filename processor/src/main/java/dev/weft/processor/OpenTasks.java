package dev.weft.processor;

import com.sun.source.util.JavacTask;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The compilations that our plugin has met, by their {@code Elements}.
 *
 * <p>Build tools and IDEs wrap the processing environment, but hand out javac's own {@code
 * Elements}. All references are weak: a build daemon outlives its compilations. The entries are
 * few, as many as compilations run at the same time.
 */
final class OpenTasks {
  private static final List<Entry> ENTRIES = new ArrayList<>();

  private OpenTasks() {}

  static void add(Elements elements, JavacTask task) {
    synchronized (ENTRIES) {
      removeOld(null);
      ENTRIES.add(new Entry(new WeakReference<>(elements), new WeakReference<>(task)));
    }
  }

  static Optional<JavacTask> find(@Nullable Elements elements) {
    synchronized (ENTRIES) {
      for (Entry entry : ENTRIES) {
        JavacTask task = entry.task.get();
        if (task != null && elements != null && entry.elements.get() == elements) {
          return Optional.of(task);
        }
      }
      return Optional.empty();
    }
  }

  static void remove(Elements elements) {
    synchronized (ENTRIES) {
      removeOld(elements);
    }
  }

  /** Removes what is gone, and what belongs to {@code elements}. */
  private static void removeOld(@Nullable Elements elements) {
    for (Iterator<Entry> entries = ENTRIES.iterator(); entries.hasNext(); ) {
      Entry entry = entries.next();
      if (entry.isGone() || entry.elements.get() == elements) {
        entries.remove();
      }
    }
  }

  private record Entry(WeakReference<Elements> elements, WeakReference<JavacTask> task) {
    boolean isGone() {
      return elements.get() == null || task.get() == null;
    }
  }
}
