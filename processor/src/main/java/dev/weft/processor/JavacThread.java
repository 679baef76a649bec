package dev.weft.processor;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * javac's thread as another one sees it: somebody to ask, who answers between two classes.
 *
 * <p>What javac knows is for its own thread only. So whoever else wants to know it hands over the
 * question and waits.
 */
final class JavacThread {
  /**
   * How long a question waits. javac needs milliseconds for a class, so that after all this time it
   * is taken for dead: another listener has thrown an exception at it before ours heard the end.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Duration patience;
  private final BlockingQueue<Runnable> questions = new LinkedBlockingQueue<>();

  /** Whether nobody answers any more. */
  private volatile boolean isClosed;

  /**
   * Thrown by {@link #ask} if there is no answer. An error, because the weaver takes exceptions for
   * bugs of its own.
   */
  static final class Unanswered extends Error {
    private static final long serialVersionUID = 1;

    Unanswered(String message, Throwable cause) {
      super(message, cause);
    }
  }

  JavacThread() {
    this(PATIENCE);
  }

  /** For tests, which do not wait a minute. */
  JavacThread(Duration patience) {
    this.patience = patience;
  }

  /** Has a question answered by javac's thread. What it throws on that, this throws. */
  <T> T ask(Callable<T> question) {
    FutureTask<T> asked = new FutureTask<>(question);
    questions.add(asked);
    if (isClosed) { // Not to be asked before: close() might come between, and not see the question.
      asked.cancel(false);
    }
    try {
      return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw thrown(e);
    } catch (CancellationException e) {
      throw new Unanswered("javac has ended", e);
    } catch (TimeoutException e) {
      close(); // The next class shall not wait as long.
      throw new Unanswered("javac gives no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unanswered("interrupted", e);
    }
  }

  /** How many questions have no answer yet. For tests. */
  int open() {
    return questions.size();
  }

  /** Answers what has been asked, and does not wait for more. By javac's thread only. */
  void answer() {
    for (Runnable question = questions.poll(); question != null; question = questions.poll()) {
      question.run();
    }
  }

  /**
   * Waits for something that another thread does, and answers what that asks meanwhile. By javac's
   * thread only.
   */
  void answerUntil(CompletableFuture<?> done) {
    CompletableFuture<?> unused = done.whenComplete((result, failure) -> questions.add(() -> {}));
    boolean isInterrupted = false;
    while (!done.isDone()) {
      try {
        questions.take().run();
      } catch (InterruptedException e) {
        isInterrupted = true; // Whoever wants javac to stop is heard by javac, later.
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves what is asked from now on, and what has not been answered yet, without an answer. */
  void close() {
    isClosed = true;
    for (Runnable question = questions.poll(); question != null; question = questions.poll()) {
      if (question instanceof FutureTask<?> asked) {
        asked.cancel(false);
      }
    }
  }

  /** What the answer threw, as it is. */
  private static RuntimeException thrown(ExecutionException wrapper) {
    if (wrapper.getCause() instanceof Error error) {
      throw error;
    }
    return wrapper.getCause() instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(wrapper);
  }
}
