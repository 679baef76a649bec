package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.toThread;
import static java.time.Duration.ofMillis;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.util.concurrent.CompletableFuture;
import javax.swing.DefaultButtonModel;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.Test;

/** A loop on Swing's event thread, which works without a screen. */
class SwingTest {
  /** What a user would write: a button that starts slow work, and shows what came of it. */
  @Test
  void anActionListenerStartsATaskThatGoesOnInTheEventThread() throws Exception {
    EventLoop loop = EventLoop.on(SwingUtilities::invokeLater);
    CompletableFuture<String> shown = new CompletableFuture<>();
    DefaultButtonModel button = new DefaultButtonModel();
    button.addActionListener(event -> createTask(clicked(shown)));

    SwingUtilities.invokeLater(
        () -> {
          button.setArmed(true);
          button.setPressed(true);
          button.setPressed(false); // Released inside: that is a click.
        });

    assertThat(shown.get(30, SECONDS)).isEqualTo("loaded elsewhere, shown in the event thread");
    loop.close();
  }

  @Async
  private static Coroutine<Void> clicked(CompletableFuture<String> shown) {
    String where =
        await(toThread(() -> SwingUtilities.isEventDispatchThread() ? "here" : "elsewhere"));
    await(sleep(ofMillis(1)));
    String thread = SwingUtilities.isEventDispatchThread() ? "the event thread" : "another thread";
    shown.complete("loaded " + where + ", shown in " + thread);
    return done();
  }
}
