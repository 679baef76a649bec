package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.ExceptionGroup;
import dev.weft.KeyboardInterrupt;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A group in which something fails. Semantics 190 to 194, 197, 201, 206, 207. */
class TaskGroupFailureTest {
  private final Trace trace = new Trace();
  private final Workers workers = new Workers(trace);
  private final List<String> reports = new ArrayList<>();

  /** 190: children are cancelled before the body, in the order in which they were created. */
  @Test
  void aFailingTaskCancelsTheOthersAndTheBody() {
    VirtualTimeLoop.run(logged(group -> await(failsWhileTheBodySleeps(group))));

    assertThat(trace.events())
        .containsExactly(
            "[0]t=1 bad raises",
            "[2]t=1 s1 cancelled",
            "[2]t=1 s2 cancelled",
            "[2]t=1 body cancelled, cancelling 1",
            "[4]t=1 unhandled errors in a TaskGroup (1 sub-exception): [bad], cancelling 0");
  }

  @Async
  private Coroutine<Void> failsWhileTheBodySleeps(TaskGroup group) {
    group.createTask(workers.sleeper("s1", 10));
    group.createTask(failsAfter(1, "bad"));
    group.createTask(workers.sleeper("s2", 10));
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      trace.log("body cancelled, cancelling " + currentTask().cancelling());
      throw e;
    }
    return done();
  }

  /** 191. */
  @Test
  void aTaskThatFailsWhileTheGroupIsBeingLeftCancelsTheOthers() {
    VirtualTimeLoop.run(logged(group -> await(failsAfterTheBody(group))));

    assertThat(trace.events())
        .containsExactly(
            "[0] body ends",
            "[3]t=1 bad raises",
            "[5]t=1 s1 cancelled",
            "[5]t=1 s2 cancelled",
            "[7]t=1 unhandled errors in a TaskGroup (1 sub-exception): [bad], cancelling 0");
  }

  @Async
  private Coroutine<Void> failsAfterTheBody(TaskGroup group) {
    group.createTask(workers.sleeper("s1", 10));
    group.createTask(failsAfter(1, "bad"));
    group.createTask(workers.sleeper("s2", 10));
    trace.log("body ends");
    return done();
  }

  @Async
  private Coroutine<Void> failsAfter(int seconds, String message) {
    await(sleep(ofSeconds(seconds)));
    trace.log(message + " raises");
    throw new IllegalArgumentException(message);
  }

  @Async
  private Coroutine<ExceptionGroup> logged(AsyncFunction<TaskGroup, Void> body) {
    EventLoop.running().setExceptionHandler((loop, context) -> reports.add(context.message()));
    try {
      await(TaskGroup.run(body));
      trace.log("left");
    } catch (ExceptionGroup e) {
      List<String> messages = e.exceptions().stream().map(Throwable::getMessage).toList();
      String cancelling = ", cancelling " + currentTask().cancelling();
      trace.log(e.getMessage() + ": " + messages + cancelling);
      return done(e);
    }
    return done(null);
  }

  /** 192. */
  @Test
  void failuresOfCancelledTasksJoinTheGroup() {
    ExceptionGroup group = VirtualTimeLoop.run(logged(entered -> await(failsInCleanUp(entered))));

    assertThat(group.exceptions()).extracting(Throwable::getMessage).containsExactly("bad", "late");
  }

  @Async
  private Coroutine<Void> failsInCleanUp(TaskGroup group) {
    group.createTask(failsWhenCancelled("late"));
    group.createTask(failsAfter(1, "bad"));
    return done();
  }

  @Async
  private Coroutine<Void> failsWhenCancelled(String message) {
    try {
      await(sleep(ofSeconds(10)));
      return done();
    } catch (CancelledError e) {
      throw new IllegalStateException(message);
    }
  }

  /** 193. */
  @Test
  void aCancelledTaskIsNoFailure() {
    VirtualTimeLoop.run(logged(group -> await(cancelsOneChild(group))));

    assertThat(trace.words()).containsExactly("s1 cancelled", "s2 ends", "left");
  }

  @Async
  private Coroutine<Void> cancelsOneChild(TaskGroup group) {
    Task<String> first = group.createTask(workers.sleeper("s1", 10));
    group.createTask(endsAfterTwoSeconds("s2"));
    await(sleep(ofSeconds(1)));
    first.cancel();
    return done();
  }

  @Async
  private Coroutine<Void> endsAfterTwoSeconds(String name) {
    await(sleep(ofSeconds(2)));
    trace.log(name + " ends");
    return done();
  }

  /** 194. */
  @Test
  void aFailureOfTheBodyCancelsTheTasksAndComesLast() {
    ExceptionGroup group = VirtualTimeLoop.run(logged(entered -> await(bodyFails(entered))));

    assertThat(trace.words()).startsWith("s1 cancelled");
    assertThat(group.exceptions())
        .extracting(Throwable::getMessage)
        .containsExactly("clean-up", "body");
  }

  @Async
  private Coroutine<Void> bodyFails(TaskGroup group) {
    group.createTask(failsWhenCancelled("clean-up"));
    group.createTask(workers.sleeper("s1", 10));
    await(yieldNow());
    throw new IllegalStateException("body");
  }

  /** 197. */
  @Test
  void aBodyThatAnswersACancellationWithAFailureEndsTheGroupWithIt() {
    VirtualTimeLoop.run(cancelsAGroup());

    assertThat(trace.words()).containsExactly("mine, cancelling 1");
  }

  @Async
  private Coroutine<Void> cancelsAGroup() {
    Task<Void> task =
        createTask(TaskGroup.run((TaskGroup group) -> await(failsWhenCancelled("mine"))));
    await(yieldNow());
    task.cancel();
    try {
      await(task);
    } catch (ExceptionGroup e) {
      trace.log(e.exceptions().get(0).getMessage() + ", cancelling " + task.cancelling());
    }
    return done();
  }

  /** 201; 306: the failure that the interrupt hides is reported. */
  @Test
  void anInterruptOfTheBodyLeavesBareWhenTheTasksHaveEnded() {
    VirtualTimeLoop.run(interrupted());

    assertThat(trace.words()).containsExactly("bad raises", "s1 cancelled", "KeyboardInterrupt");
    assertThat(reports).hasSize(1);
  }

  @Async
  private Coroutine<Void> interrupted() {
    try {
      await(logged(group -> await(interruptedWhenCancelled(group))));
    } catch (KeyboardInterrupt e) {
      trace.log("KeyboardInterrupt");
    }
    return done();
  }

  @Async
  private Coroutine<Void> interruptedWhenCancelled(TaskGroup group) {
    group.createTask(failsAfter(1, "bad"));
    group.createTask(workers.sleeper("s1", 10));
    try {
      await(sleep(ofSeconds(10)));
      return done();
    } catch (CancelledError e) {
      throw new KeyboardInterrupt();
    }
  }

  /** 201: what is no Exception in Java is grouped like any failure. */
  @Test
  void anErrorIsGrouped() {
    ExceptionGroup group = VirtualTimeLoop.run(logged(entered -> await(assertionFails())));

    assertThat(group.exceptions()).singleElement().isInstanceOf(AssertionError.class);
  }

  @Async
  private Coroutine<Void> assertionFails() {
    throw new AssertionError("body");
  }

  /** 206. */
  @Test
  void aFailureInAFinallyOfTheBodyJoinsTheGroup() {
    ExceptionGroup group = VirtualTimeLoop.run(logged(entered -> await(closesBadly(entered))));

    assertThat(group.exceptions())
        .extracting(Throwable::getMessage)
        .containsExactly("bad", "close");
    assertThat(trace.words()).last().asString().endsWith("cancelling 0");
  }

  @Async
  private Coroutine<Void> closesBadly(TaskGroup group) {
    try {
      group.createTask(failsAfter(1, "bad"));
      await(sleep(ofSeconds(10)));
    } finally {
      close(); // Replaces the CancelledError that is on its way, as in Python.
    }
    return done();
  }

  private static void close() {
    throw new IllegalStateException("close");
  }

  /** 207. */
  @Test
  void failuresOfTasksCountAsSeen() {
    VirtualTimeLoop.run(logged(group -> await(failsAfterTheBody(group))));

    assertThat(reports).isEmpty();
  }
}
