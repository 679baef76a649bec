package dev.weft;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is closed together with its loop, last opened first, unless it was closed before. */
final class OpenResources {
  private final EventLoop loop;
  private final Set<AutoCloseable> open = new LinkedHashSet<>();

  OpenResources(EventLoop loop) {
    this.loop = loop;
  }

  void add(AutoCloseable resource) {
    open.add(loop.notedByTask(resource));
  }

  void remove(AutoCloseable resource) {
    open.remove(resource);
  }

  /** Those that are open, in words, with the place where each was opened if that is known. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (AutoCloseable resource : open) {
      texts.add(Reprs.callback(resource) + loop.originOf(resource));
    }
    return texts;
  }

  /** One that cannot be closed is reported and does not keep the others open. */
  void closeAll() {
    List<AutoCloseable> left = List.copyOf(open);
    open.clear();
    for (int i = left.size() - 1; i >= 0; i--) {
      try {
        left.get(i).close();
      } catch (Exception failure) {
        loop.callExceptionHandler(
            ExceptionContext.of("Exception while closing " + left.get(i) + " with its loop")
                .withException(failure));
      }
    }
  }
}
