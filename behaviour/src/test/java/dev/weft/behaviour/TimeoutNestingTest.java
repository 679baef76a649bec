package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.currentTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.timeout;
import static dev.weft.Asyncio.timeoutAt;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.ExceptionGroup;
import dev.weft.TaskGroup;
import dev.weft.Timeout;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Blocks with a deadline in each other and around task groups. Semantics 182, 183, 187, 208. */
class TimeoutNestingTest {
  private final Trace trace = new Trace();
  private final List<Timeout> scopes = new ArrayList<>();

  /** 182. */
  @Test
  void ofTwoEqualDeadlinesOnlyTheOuterOneThrowsTheTimeout() {
    VirtualTimeLoop.run(equalDeadlines());

    assertThat(trace.events())
        .containsExactly(
            "[0]t=3 inner passes the CancelledError", "[0]t=3 outer throws the timeout");
    assertThat(scopes).allMatch(Timeout::expired);
  }

  @Async
  private Coroutine<Void> equalDeadlines() {
    try {
      await(timeout(ofSeconds(3), outer -> await(inner(outer))));
    } catch (TimeoutException e) {
      trace.log("outer throws the timeout");
    }
    return done();
  }

  @Async
  private Coroutine<Void> inner(Timeout outer) {
    scopes.add(outer);
    try {
      await(timeout(ofSeconds(3), inner -> await(sleep10(inner))));
    } catch (CancelledError e) {
      trace.log("inner passes the CancelledError");
      throw e;
    } catch (TimeoutException e) {
      trace.log("inner throws the timeout");
    }
    return done();
  }

  @Async
  private Coroutine<Void> sleep10(Timeout entered) {
    scopes.add(entered);
    await(sleep(ofSeconds(10)));
    return done();
  }

  /** 183. */
  @Test
  void anInnerTimeoutLeavesTheOuterOneAtWork() {
    VirtualTimeLoop.run(innerFirst());

    assertThat(trace.events())
        .containsExactly(
            "[0]t=1 inner timeout, outer expired false", "[2]t=3 outer timeout, cancelling 0");
  }

  @Async
  private Coroutine<Void> innerFirst() {
    try {
      await(timeout(ofSeconds(3), outer -> await(innerExpires(outer))));
    } catch (TimeoutException e) {
      trace.log("outer timeout, cancelling " + currentTask().cancelling());
    }
    return done();
  }

  @Async
  private Coroutine<Void> innerExpires(Timeout outer) {
    try {
      await(timeout(ofSeconds(1), inner -> await(sleep10(inner))));
    } catch (TimeoutException e) {
      trace.log("inner timeout, outer expired " + outer.expired());
    }
    await(sleep(ofSeconds(10)));
    return done();
  }

  /** 187. */
  @Test
  void aTimeoutWorksWhileAnotherUnwinds() {
    TimeoutException outer = VirtualTimeLoop.run(timeoutInFinally());

    assertThat(trace.events()).containsExactly("[0]t=3 inner timeout", "[0]t=3 outer timeout");
    assertThat(outer.getCause()).isInstanceOf(CancelledError.class);
    assertThat(outer.getCause().getSuppressed()[0])
        .isInstanceOf(TimeoutException.class)
        .hasCauseInstanceOf(CancelledError.class);
  }

  @Async
  private Coroutine<TimeoutException> timeoutInFinally() {
    try {
      await(timeoutAt(ofSeconds(1).toNanos(), () -> await(cleansUpForTwoSeconds())));
      return done(null);
    } catch (TimeoutException e) {
      trace.log("outer timeout");
      return done(e);
    }
  }

  @Async
  private Coroutine<Void> cleansUpForTwoSeconds() {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError outer) {
      try {
        await(timeout(ofSeconds(2), inner -> await(sleep10(inner))));
      } catch (TimeoutException e) {
        trace.log("inner timeout");
        outer.addSuppressed(e);
      }
      throw outer;
    }
    return done();
  }

  /** 208. */
  @Test
  void aTimeoutAroundATaskGroupCancelsItsTasks() {
    VirtualTimeLoop.run(groupExpires(false));

    assertThat(trace.events())
        .containsExactly("[0]t=1 child CancelledError", "[2]t=1 timeout, cancelling 0");
  }

  /** 208. */
  @Test
  void tasksThatFailWhileTheyAreTimedOutComeAsAGroup() {
    ExceptionGroup group = VirtualTimeLoop.run(groupExpires(true));

    assertThat(trace.words()).containsExactly("child CancelledError", "group, cancelling 0");
    assertThat(group.exceptions()).singleElement().isInstanceOf(ArithmeticException.class);
  }

  @Async
  private Coroutine<ExceptionGroup> groupExpires(boolean childFails) {
    try {
      await(timeout(ofSeconds(1), () -> await(groupOfOne(childFails))));
    } catch (TimeoutException e) {
      trace.log("timeout, cancelling " + currentTask().cancelling());
    } catch (ExceptionGroup e) {
      trace.log("group, cancelling " + currentTask().cancelling());
      return done(e);
    }
    return done(null);
  }

  @Async
  private Coroutine<Void> groupOfOne(boolean childFails) {
    await(TaskGroup.run((TaskGroup group) -> await(oneChild(group, childFails))));
    return done();
  }

  @Async
  private Coroutine<Void> oneChild(TaskGroup group, boolean fails) {
    group.createTask(child(fails));
    await(sleep(ofSeconds(10)));
    return done();
  }

  @Async
  private Coroutine<Void> child(boolean fails) {
    try {
      await(sleep(ofSeconds(10)));
    } catch (CancelledError e) {
      trace.log("child CancelledError");
      if (fails) {
        throw new ArithmeticException("1 / 0");
      }
      throw e;
    }
    return done();
  }
}
