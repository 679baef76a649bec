package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weft.Async;
import dev.weft.Asyncio;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Future;
import dev.weft.KeyboardInterrupt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Ctrl-C cancels what runs: semantics 119. */
class InterruptTest {
  private final List<String> events = new ArrayList<>();

  /** 119. */
  @Test
  void interruptCancelsTheMainTaskAndComesOutOfRun() throws Exception {
    Throwable outcome = runInMainThread(false);

    assertThat(outcome).isInstanceOf(KeyboardInterrupt.class);
    assertThat(events).containsExactly("cancelled, cancelling 1");
  }

  /** 119: with another request it is an ordinary cancellation. */
  @Test
  void interruptDoesNotHideAnotherRequest() throws Exception {
    Throwable outcome = runInMainThread(true);

    assertThat(outcome).isInstanceOf(CancelledError.class);
    assertThat(events).containsExactly("cancelled, cancelling 2");
  }

  /** Only the main thread is interrupted by Ctrl-C, and it is known by its name. */
  private Throwable runInMainThread(boolean alsoCancels) throws Exception {
    FutureTask<Throwable> outcome =
        new FutureTask<>(() -> catchThrowable(() -> Asyncio.run(interrupted(alsoCancels))));
    Thread main = new Thread(outcome, "main");
    main.start();
    return outcome.get();
  }

  @Async
  private Coroutine<Void> interrupted(boolean alsoCancels) {
    try {
      raiseInterrupt();
      await(new Future<>());
    } catch (CancelledError e) {
      if (alsoCancels) {
        currentTask().cancel();
      }
      events.add("cancelled, cancelling " + currentTask().cancelling());
      throw e;
    }
    return done();
  }

  private static void raiseInterrupt() {
    try {
      // By reflection: javac warns of every use of sun.misc, and nothing can silence it.
      Class<?> signal = Class.forName("sun.misc.Signal");
      Object sigint = signal.getConstructor(String.class).newInstance("INT");
      signal.getMethod("raise", signal).invoke(null, sigint);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
