package dev.weft.processor;

import com.sun.source.util.JavacTask;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
      ENTRIES.removeIf(Entry::isGone);
      ENTRIES.add(new Entry(new WeakReference<>(elements), new WeakReference<>(task)));
    }
  }

  static Optional<JavacTask> find(@Nullable Elements elements) {
    synchronized (ENTRIES) {
      return ENTRIES.stream()
          .filter(entry -> elements != null && entry.elements.get() == elements)
          .map(entry -> entry.task.get())
          .filter(Objects::nonNull)
          .findFirst();
    }
  }

  static void remove(Elements elements) {
    synchronized (ENTRIES) {
      ENTRIES.removeIf(entry -> entry.isGone() || entry.elements.get() == elements);
    }
  }

  private record Entry(WeakReference<Elements> elements, WeakReference<JavacTask> task) {
    boolean isGone() {
      return elements.get() == null || task.get() == null;
    }
  }
}
