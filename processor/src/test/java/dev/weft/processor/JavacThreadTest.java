package dev.weft.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks javac's thread gets an answer from it, or at least an end. The test plays javac. */
@Timeout(60)
class JavacThreadTest {
  private static final Executor OTHER =
      task -> {
        Thread thread = new Thread(task, "asks");
        thread.setDaemon(true);
        thread.start();
      };

  private final JavacThread javac = new JavacThread();

  @Test
  void questionAskedAtTheEndIsAnsweredByTheThreadThatWaits() {
    CompletableFuture<Thread> answer = other(() -> javac.ask(Thread::currentThread));
    javac.answerUntil(answer);
    assertThat(answer.join()).isSameAs(Thread.currentThread());
  }

  @Test
  void oneQuestionAfterAnother() {
    CompletableFuture<Integer> sum =
        other(() -> javac.ask(() -> 1) + javac.ask(() -> 2) + javac.ask(() -> 3));
    javac.answerUntil(sum);
    assertThat(sum.join()).isEqualTo(6);
  }

  @Test
  void answeringWithoutAQuestionDoesNotWait() {
    javac.answer();
    javac.answerUntil(CompletableFuture.completedFuture(1));
  }

  @Test
  void waitingEndsWithAFailureToo() {
    CompletableFuture<Object> failed =
        other(
            () -> {
              throw new IllegalStateException("weaver");
            });
    javac.answerUntil(failed);
    assertThat(failed).isCompletedExceptionally();
  }

  @Test
  void whatAnAnswerThrowsReachesWhoAsked() {
    CompletableFuture<Object> asked =
        other(
            () ->
                javac.ask(
                    () -> {
                      throw new UnsupportedOperationException("no such type");
                    }));
    javac.answerUntil(asked);
    assertThatThrownBy(asked::join)
        .isInstanceOf(CompletionException.class)
        .hasCause(new UnsupportedOperationException("no such type"));
  }

  @Test
  void whoeverWantsJavacToStopIsHeardAfterwards() {
    CountDownLatch isInterrupted = new CountDownLatch(1);
    CompletableFuture<Integer> answer =
        other(
            () -> {
              isInterrupted.await();
              return javac.ask(() -> 1);
            });
    Thread.currentThread().interrupt();
    isInterrupted.countDown();
    javac.answerUntil(answer);
    assertThat(Thread.interrupted()).isTrue(); // And so it is not left to the next test.
    assertThat(answer.join()).isEqualTo(1);
  }

  @Test
  void questionAfterTheEndIsRefused() {
    javac.close();
    CompletableFuture<Integer> asked = other(() -> javac.ask(() -> 1));
    assertThatThrownBy(asked::join).hasCauseInstanceOf(JavacThread.Unanswered.class);
  }

  @Test
  void questionThatIsOpenAtTheEndIsRefused() {
    CompletableFuture<Integer> asked = other(() -> javac.ask(() -> 1));
    while (javac.open() == 0) {
      Thread.onSpinWait();
    }
    javac.close();
    assertThatThrownBy(asked::join).hasCauseInstanceOf(JavacThread.Unanswered.class);
  }

  @Test
  void javacThatNeverAnswersIsTakenForDead() {
    JavacThread dead = new JavacThread(Duration.ZERO);
    assertThatThrownBy(() -> dead.ask(() -> 1)).isInstanceOf(JavacThread.Unanswered.class);
    assertThatThrownBy(() -> dead.ask(() -> 1)).hasMessage("javac has ended");
  }

  @Test
  void interruptOfWhoAsksEndsItsQuestion() {
    CompletableFuture<Boolean> asked =
        other(
            () -> {
              Thread.currentThread().interrupt();
              try {
                return javac.ask(() -> false);
              } catch (JavacThread.Unanswered e) {
                return Thread.interrupted();
              }
            });
    assertThat(asked.join()).isTrue();
  }

  private static <T> CompletableFuture<T> other(java.util.concurrent.Callable<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        OTHER);
  }
}
