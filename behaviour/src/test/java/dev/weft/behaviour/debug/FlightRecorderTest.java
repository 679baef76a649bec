package dev.weft.behaviour.debug;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.toThread;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TaskFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JDK Flight Recorder is told. */
class FlightRecorderTest {
  @Test
  void tasksStepsStallsAndJobsAreRecorded(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("weft.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.weft.TaskStart");
      recording.enable("dev.weft.TaskEnd");
      recording.enable("dev.weft.Step").withThreshold(Duration.ofMillis(5));
      recording.enable("dev.weft.LoopStall");
      recording.enable("dev.weft.ExecutorJob").withThreshold(Duration.ZERO);
      recording.start();
      try (EventLoop loop = EventLoop.create()) {
        loop.setSlowCallbackDuration(Duration.ofMillis(20));
        loop.runUntilComplete(loop.createTask(main(), "main"));
        loop.setTaskFactory(TaskFactory.EAGER);
        loop.runUntilComplete(loop.createTask(eager(), "starts eager ones"));
      }
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);

    assertThat(named(events, "TaskStart")).contains("main", "slow", "failing");
    assertThat(named(events, "TaskEnd")).contains("main", "slow", "failing");
    assertThat(named(events, "TaskStart"))
        .contains("ends at once", "waits")
        .doesNotHaveDuplicates();
    assertThat(named(events, "TaskEnd")).contains("ends at once", "waits").doesNotHaveDuplicates();
    assertThat(event(events, "TaskEnd", "name", "failing").getString("outcome"))
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(event(events, "TaskStart", "name", "slow").getString("coroutine"))
        .isEqualTo("FlightRecorderTest.slow");
    assertThat(event(events, "Step", "name", "slow").getDuration())
        .isGreaterThanOrEqualTo(Duration.ofMillis(20));
    assertThat(event(events, "LoopStall", "what", "Task slow running FlightRecorderTest.slow"))
        .isNotNull();
    assertThat(event(events, "ExecutorJob", "task", "main").getLong("waited")).isPositive();
  }

  private static List<String> named(List<RecordedEvent> events, String type) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("dev.weft." + type))
        .map(event -> event.getString("name"))
        .collect(Collectors.toList());
  }

  private static RecordedEvent event(
      List<RecordedEvent> events, String type, String key, String value) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("dev.weft." + type))
        .filter(event -> value.equals(event.getString(key)))
        .findFirst()
        .orElseThrow();
  }

  @Async
  private static Coroutine<Void> main() {
    await(createTask(slow(), "slow"));
    Task<Void> failing = createTask(fails(), "failing");
    await(toThread(() -> 1));
    await(yieldNow());
    assertThat(failing.exception()).isNotNull();
    return done();
  }

  @Async
  private static Coroutine<Void> eager() {
    assertThat(createTask(done(1), "ends at once").isDone()).isTrue();
    await(createTask(yieldNow(), "waits"));
    return done();
  }

  @Async
  private static Coroutine<Void> slow() {
    await(yieldNow());
    long start = System.nanoTime();
    while (System.nanoTime() - start < 25_000_000) {
      LockSupport.parkNanos(25_000_000);
    }
    return done();
  }

  @Async
  private static Coroutine<Void> fails() {
    throw new IllegalStateException("for the record");
  }
}
