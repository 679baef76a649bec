package dev.weft;

import dev.weft.loop.Dispatch;
import java.time.Duration;
import java.util.Locale;

/** Debug mode's decorator: warns of every entry that holds the loop for too long. */
final class SlowEntries implements Dispatch {
  private final EventLoop loop;

  SlowEntries(EventLoop loop) {
    this.loop = loop;
  }

  @Override
  public void run(Object ready) {
    Object entry = Children.takeTask(ready);
    String what = entry.toString(); // Now, while a task still tells where it stands.
    long start = loop.time();
    Entries.RUN.run(entry);
    long nanos = loop.time() - start;
    if (nanos >= Durations.nanos(loop.slowCallbackDuration())) {
      Duration took = Duration.ofNanos(nanos);
      Reports.warn(
          String.format(Locale.ROOT, "Executing %s took %.3f seconds", what, took.toNanos() / 1e9));
    }
  }

  @Override
  public void idle() {
    Entries.RUN.idle();
  }

  @Override
  public boolean isCancelled(Object entry) {
    return Entries.RUN.isCancelled(entry);
  }
}
