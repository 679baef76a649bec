package dev.weft;

import dev.weft.compiled.Frame;
import dev.weft.compiled.GeneratorFrame;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The async generators of a loop that have begun and not ended (base_events._asyncgens).
 *
 * <p>It holds their frames; a generator that nobody holds any more is collected, and its frame then
 * closed by a task of the loop.
 */
final class OpenGenerators {
  private final EventLoop loop;

  /** By frame, in the order in which they began; tells when the generator is collected. */
  private final Map<GeneratorFrame, Cleaner.Cleanable> open = new LinkedHashMap<>();

  private boolean shutDown;

  OpenGenerators(EventLoop loop) {
    this.loop = loop;
  }

  /** The first element of a generator is asked for. */
  void started(GeneratorFrame frame, Object generator) {
    if (shutDown) {
      Reports.warn(
          "asynchronous generator "
              + generator
              + " was scheduled after loop.shutdownAsyncGenerators() call");
    }
    LineTable.of(frame); // Now, while it has its receiver.
    open.put(loop.notedByTask(frame), Collected.then(generator, new Dropped(loop, this, frame)));
  }

  /** Those that are open, in words, with the place where each began if that is known. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (GeneratorFrame frame : open.keySet()) {
      texts.add(Generator.text(frame) + loop.originOf(frame));
    }
    return texts;
  }

  /** A body has ended. */
  void ended(GeneratorFrame frame) {
    Cleaner.Cleanable cleanable = open.remove(frame);
    if (cleanable != null) {
      cleanable.clean();
    }
  }

  /** Nobody can ask for more: like asyncio, the body is unwound by a task of its own. */
  private void dropped(GeneratorFrame frame) {
    if (open.remove(frame) != null && !frame.isFinished()) {
      loop.createTask(new Generator.Close(Generator.text(frame), frame));
    }
  }

  /** {@link EventLoop#shutdownAsyncGenerators}. */
  Coroutine<Void> shutdown() {
    return new Frame<>(OpenGenerators::closeAll, this);
  }

  private static @Nullable Object closeAll(@Nullable Object self, Frame<?> frame, Task<?> task)
      throws Throwable {
    OpenGenerators generators = Unchecked.cast(self);
    if (frame.state == Frame.START) {
      generators.shutDown = true;
      List<GeneratorFrame> closing = new ArrayList<>(generators.open.keySet());
      generators.open.clear();
      if (closing.isEmpty()) {
        return null;
      }
      List<Coroutine<Void>> closes = new ArrayList<>();
      closing.forEach(each -> closes.add(new Generator.Close(Generator.text(each), each)));
      frame.state = 1;
      frame.r0 = closing;
      Object settled = Frame.await(Gather.<Void>settled(generators.loop, closes), frame, task);
      return settled == Frame.SUSPENDED ? settled : generators.report(frame, settled);
    }
    return generators.report(frame, frame.resumed(task));
  }

  private @Nullable Object report(Frame<?> frame, @Nullable Object settled) {
    List<GeneratorFrame> closed = Unchecked.cast(frame.r0);
    List<Outcome<Void>> outcomes = Unchecked.cast(settled);
    for (int n = 0; n < closed.size(); n++) {
      if (outcomes.get(n) instanceof Outcome.Failure<Void> failure
          && !(failure.error() instanceof CancelledError)) {
        String text = Generator.text(closed.get(n));
        loop.callExceptionHandler(
            ExceptionContext.of(
                    "an error occurred during closing of asynchronous generator " + text)
                .withException(failure.error())
                .withAbout(text));
      }
    }
    return null;
  }

  /** A generator was collected; this is the cleaner's thread, or the loop's when it has ended. */
  private record Dropped(EventLoop loop, OpenGenerators generators, GeneratorFrame frame)
      implements Runnable {
    @Override
    public void run() {
      if (!frame.isFinished()) {
        loop.offerFromOutside(Handle.internal(loop, () -> generators.dropped(frame)));
      }
    }
  }
}
