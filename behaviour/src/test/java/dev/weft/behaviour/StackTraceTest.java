package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;
import static dev.weft.Asyncio.with;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.AsyncContext;
import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionGroup;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the stack trace of a failure shows, whoever looks at it, and when nobody does. */
class StackTraceTest {
  /** Says how often somebody asked for its trace: that is what costs. */
  private static final class Failure extends IllegalStateException {
    private static final long serialVersionUID = 1;
    private int asked;

    Failure(String message) {
      super(message);
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      asked++;
      return super.getStackTrace();
    }
  }

  private final List<String> seen = new ArrayList<>();
  private @Nullable Failure last;

  @Test
  void whoCatchesAndLooksSeesTheCallsAsInTheSource() {
    VirtualTimeLoop.run(looks(false));
    VirtualTimeLoop.run(looks(true));

    assertThat(seen)
        .containsExactly(
            "fails outer looks", // The one that nobody awaited yet is on the Java stack.
            "fails outer looks");
  }

  @Async
  private Coroutine<Void> looks(boolean later) {
    try {
      await(outer(later));
    } catch (IllegalStateException e) {
      see(e);
    }
    return done();
  }

  @Async
  private Coroutine<Integer> outer(boolean later) {
    return done(await(fails(later)) + 1);
  }

  @Async
  private Coroutine<Integer> fails(boolean later) {
    if (later) {
      await(yieldNow());
    }
    last = new Failure("expected");
    throw last;
  }

  private void see(Throwable failure) {
    seen.add(
        String.join(" ", methods(failure).takeWhile(name -> !name.startsWith("who")).toList()));
  }

  private static Stream<String> methods(Throwable failure) {
    return Stream.of(failure.getStackTrace()).map(StackTraceElement::getMethodName);
  }

  /** It has left no body, only plain methods. */
  @Test
  void whoCatchesWhatAPlainCallThrowsSeesTheCallsAsInTheSource() {
    VirtualTimeLoop.run(awaitsWhoCatches());

    assertThat(seen).containsExactly("plain catches awaitsWhoCatches");
  }

  @Async
  private Coroutine<Void> awaitsWhoCatches() {
    await(catches());
    return done();
  }

  @Async
  private Coroutine<Void> catches() {
    await(yieldNow());
    try {
      plain();
    } catch (IllegalStateException e) {
      see(e);
    }
    return done();
  }

  private static void plain() {
    throw new IllegalStateException("expected");
  }

  /**
   * Time-outs and look-ups that fail are often caught so: that must not cost what looking costs.
   */
  @Test
  void nothingIsDoneForAFailureThatIsCaughtAndNotLookedAt() {
    assertThat(VirtualTimeLoop.run(ignores(false))).isZero();
    assertThat(VirtualTimeLoop.run(ignores(true))).isZero();
  }

  @Async
  private Coroutine<Integer> ignores(boolean later) {
    try {
      await(outer(later));
    } catch (IllegalStateException expected) {
      await(yieldNow()); // The step ends, too.
      return done(last.asked);
    }
    return done(-1);
  }

  @Test
  void aFailureIsReadableThatTheTaskEndsWith() {
    VirtualTimeLoop.run(looksAtATask());

    assertThat(seen).containsExactly("fails outer");
  }

  @Async
  private Coroutine<Void> looksAtATask() {
    Task<Integer> task = createTask(outer(true));
    while (!task.isDone()) {
      await(yieldNow());
    }
    see(task.exception());
    return done();
  }

  @Test
  void aFailureThatWaitsInAFinallyBlockKeepsItsCallers() {
    VirtualTimeLoop.run(looksAfterFinally());

    assertThat(seen).containsExactly("fails outer cleansUp looksAfterFinally");
  }

  @Async
  private Coroutine<Void> looksAfterFinally() {
    try {
      await(cleansUp());
    } catch (IllegalStateException e) {
      see(e);
    }
    return done();
  }

  @Async
  private Coroutine<Void> cleansUp() {
    try {
      await(outer(true));
    } finally {
      await(yieldNow());
      try {
        throw new IllegalArgumentException("none of the failure's business");
      } catch (IllegalArgumentException ignored) {
        await(yieldNow());
      }
    }
    return done();
  }

  @Test
  void aFailureThatAnotherOneNamesAsItsCauseIsReadable() {
    VirtualTimeLoop.run(looksAtTheCause());

    assertThat(seen).containsExactly("wraps looksAtTheCause", "fails outer wraps looksAtTheCause");
  }

  @Async
  private Coroutine<Void> looksAtTheCause() {
    try {
      await(wraps());
    } catch (IllegalArgumentException e) {
      see(e);
      see(e.getCause());
    }
    return done();
  }

  @Async
  private Coroutine<Void> wraps() {
    try {
      await(outer(false));
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e);
    }
    return done();
  }

  /** The group catches it, and is no woven code. */
  @Test
  void aFailureOfTheBodyOfAGroupIsReadableInTheGroup() {
    VirtualTimeLoop.run(looksIntoAGroup());

    assertThat(seen).hasSize(1);
    assertThat(seen.get(0)).startsWith("fails outer ");
  }

  @Async
  private Coroutine<Void> looksIntoAGroup() {
    try {
      await(
          TaskGroup.run(
              group -> {
                await(outer(false));
              }));
    } catch (ExceptionGroup group) {
      see(group.exceptions().get(0));
    }
    return done();
  }

  @Test
  void aFailureThatIsKeptAndReplacedIsReadable() {
    VirtualTimeLoop.run(replaces());

    assertThat(seen).containsExactly("fails outer replaces");
  }

  @Async
  private Coroutine<Void> replaces() {
    Throwable kept = null;
    try {
      try {
        await(outer(false));
      } catch (IllegalStateException e) {
        kept = e;
        await(outer(false)); // Fails again, while the first is kept.
      }
    } catch (IllegalStateException second) {
      see(kept);
    }
    return done();
  }

  @Test
  void aFailureIsReadableInTheExitOfAContext() {
    VirtualTimeLoop.run(failsInContext(false));
    VirtualTimeLoop.run(failsInContext(true));

    assertThat(seen).hasSize(2).allMatch(trace -> trace.startsWith("fails outer lambda$"));
  }

  @Async
  private Coroutine<Void> failsInContext(boolean later) {
    await(
        with(
            new Looking(),
            nothing -> {
              await(outer(later));
            }));
    return done();
  }

  private final class Looking implements AsyncContext<Void> {
    @Override
    public Coroutine<Void> enter() {
      return done();
    }

    @Override
    public Coroutine<Boolean> exit(@Nullable Throwable error) {
      see(error);
      return done(true);
    }
  }

  @Test
  void aFailureIsReadableInOnErrorOfASubscriber() {
    VirtualTimeLoop.run(publishes(false));
    VirtualTimeLoop.run(publishes(true));

    assertThat(seen).hasSize(2).allMatch(trace -> trace.startsWith("fails outer generates"));
  }

  @Async
  private Coroutine<Void> publishes(boolean later) {
    Future<Void> ended = new Future<>();
    generates(later)
        .toPublisher(EventLoop.running())
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
              }

              @Override
              public void onNext(Integer element) {}

              @Override
              public void onError(Throwable failure) {
                see(failure);
                ended.setResult(null);
              }

              @Override
              public void onComplete() {}
            });
    await(ended);
    return done();
  }

  @Async
  private AsyncGenerator<Integer> generates(boolean later) {
    emit(await(outer(later)));
    return end();
  }

  @Test
  void aFailureThatAnotherOneSuppressesIsReadable() {
    VirtualTimeLoop.run(failsToClose());

    assertThat(seen)
        .containsExactly("fails outer failsToClose", "fails outer closeAsync failsToClose");
  }

  @Async
  private Coroutine<Void> failsToClose() {
    try {
      for (Integer unused : new Unclosable()) {
        await(outer(false));
      }
    } catch (IllegalStateException e) {
      see(e);
      see(e.getSuppressed()[0]);
    }
    return done();
  }

  @SuppressWarnings("IterableAndIterator") // Iterated over once.
  private final class Unclosable
      implements AsyncIterable<Integer>, AsyncIterator<Integer>, AsyncCloseable {
    @Override
    public AsyncIterator<Integer> iterator() {
      return this;
    }

    @Override
    public Coroutine<Boolean> advance() {
      return done(true);
    }

    @Override
    public Integer next() {
      return 1;
    }

    @Async
    @Override
    public Coroutine<Void> closeAsync() {
      await(outer(false));
      return done();
    }
  }

  /** Else it would be printed with all that is below the loop. */
  @Test
  void whatAPlainCallSuppressesIsReadable() {
    VirtualTimeLoop.run(looksAtPlainResource());

    assertThat(seen)
        .containsExactly(
            "failure usesResource looksAtPlainResource", "close usesResource looksAtPlainResource");
  }

  @Async
  private Coroutine<Void> looksAtPlainResource() {
    await(yieldNow());
    try {
      usesResource();
    } catch (IllegalStateException e) {
      see(e);
      see(e.getSuppressed()[0]);
    }
    return done();
  }

  private static void usesResource() {
    try (PlainResource resource = new PlainResource()) {
      throw resource.failure();
    }
  }

  private static final class PlainResource implements AutoCloseable {
    IllegalStateException failure() {
      return new IllegalStateException("expected");
    }

    @Override
    public void close() {
      throw new IllegalArgumentException("cannot be closed");
    }
  }

  /** As a mock of an exception has: the loop ended with a NullPointerException. */
  @Test
  void anExceptionWithoutATraceFailsItsTaskOnly() {
    assertThat(VirtualTimeLoop.run(failsWithoutTrace())).isInstanceOf(Traceless.class);
    assertThatThrownBy(() -> VirtualTimeLoop.run(throwsTraceless())).isInstanceOf(Traceless.class);
  }

  @Async
  private Coroutine<Throwable> failsWithoutTrace() {
    Task<Void> task = createTask(throwsTraceless());
    while (!task.isDone()) {
      await(yieldNow());
    }
    return done(task.exception());
  }

  @Async
  private Coroutine<Void> throwsTraceless() {
    await(yieldNow());
    throw new Traceless();
  }

  private static final class Traceless extends IllegalStateException {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("NullAway") // That is the point.
    public StackTraceElement[] getStackTrace() {
      return null;
    }
  }
}
