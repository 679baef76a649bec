package dev.weft.samples;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.toThread;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import java.awt.BorderLayout;
import java.awt.GraphicsEnvironment;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.swing.JButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.SwingUtilities;

/**
 * A loop whose turns Swing's event thread takes: a listener starts a task, the window stays alive
 * while the task waits, and the code behind each await touches components again. Where there is no
 * screen there are the same components without a window.
 */
public final class SwingWindow {
  private final JLabel label = new JLabel("ready");
  private final JButton button = new JButton("load");
  private final CompletableFuture<Void> closed;

  /** In the event thread, as everything that touches Swing. */
  private SwingWindow(CompletableFuture<Void> closed) {
    this.closed = closed;
    label.addPropertyChangeListener("text", change -> System.out.println(change.getNewValue()));
    button.addActionListener(event -> createTask(load()));
  }

  @Async
  private Coroutine<Void> load() {
    button.setEnabled(false);
    for (int left = 3; left > 0; left--) {
      label.setText("loading, " + left + " to go");
      await(sleep(Duration.ofMillis(50)));
    }
    label.setText(await(toThread(SwingWindow::query)));
    System.out.println("back in the event thread: " + SwingUtilities.isEventDispatchThread());
    button.setEnabled(true);
    if (GraphicsEnvironment.isHeadless()) {
      closed.complete(null);
    }
    return done();
  }

  /** Stands for what takes its time and must not do so in the event thread. */
  private static String query() {
    return "loaded in the event thread: " + SwingUtilities.isEventDispatchThread();
  }

  private void show() {
    JFrame frame = new JFrame("Weft");
    frame.add(label, BorderLayout.CENTER);
    frame.add(button, BorderLayout.SOUTH);
    frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosed(WindowEvent event) {
            closed.complete(null);
          }
        });
    frame.pack();
    frame.setVisible(true);
  }

  /** Opens the window, where there is a screen, and clicks the button once. */
  public static void main(String[] args) {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    EventLoop loop = EventLoop.on(SwingUtilities::invokeLater);
    SwingUtilities.invokeLater(
        () -> {
          SwingWindow window = new SwingWindow(closed);
          if (!GraphicsEnvironment.isHeadless()) {
            window.show();
          }
          window.button.doClick();
        });
    closed.join();
    loop.close();
  }
}
