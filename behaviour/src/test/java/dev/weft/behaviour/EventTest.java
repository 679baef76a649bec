package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncEvent;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** A flag to wait for: semantics 221 to 225. */
class EventTest {
  private final Trace trace = new Trace();
  private final AsyncEvent event = new AsyncEvent();

  @Async
  private Coroutine<Void> waiter(String name) {
    await(event.waitUntilSet());
    trace.log(name);
    return done();
  }

  /** 221. */
  @Test
  void waitingForASetEventDoesNotSuspend() {
    event.set();
    VirtualTimeLoop.run(passes());

    assertThat(trace.events()).containsExactly("[0] main", "[1] A");
  }

  @Async
  private Coroutine<Void> passes() {
    Task<Void> a = createTask(waiter("A"));
    await(event.waitUntilSet());
    trace.log("main");
    await(a);
    return done();
  }

  /** 221, 222. */
  @Test
  void setWakesAllInOrderInTheNextTurnAndOneWhoComesLaterPassesBeforeThem() {
    VirtualTimeLoop.run(twoWaitAndOneComes());

    assertThat(trace.events()).containsExactly("[0] set", "[1] 3", "[1] 1", "[1] 2");
  }

  @Async
  private Coroutine<Void> twoWaitAndOneComes() {
    createTask(waiter("1"));
    Task<Void> last = createTask(waiter("2"));
    await(yieldNow());
    createTask(waiter("3"));
    event.set();
    trace.log("set");
    await(last);
    return done();
  }

  /** 223. */
  @Test
  void clearRightAfterSetStillLetsTheWaitersGo() {
    VirtualTimeLoop.run(setsAndClears());

    assertThat(trace.events()).containsExactly("[0] set false", "[1] 1", "[1] 2");
  }

  @Async
  private Coroutine<Void> setsAndClears() {
    createTask(waiter("1"));
    Task<Void> last = createTask(waiter("2"));
    await(yieldNow());
    event.set();
    event.clear();
    trace.log("set " + event.isSet());
    await(last);
    return done();
  }

  /** 223: one who comes between is not let in. */
  @Test
  void afterTheClearWaitingWaitsForTheNextSet() {
    VirtualTimeLoop.run(setsTwice());

    assertThat(trace.events()).containsExactly("[0] 1", "[0] set again", "[1] late");
  }

  @Async
  private Coroutine<Void> setsTwice() {
    createTask(waiter("1"));
    await(yieldNow());
    event.set();
    event.clear();
    Task<Void> late = createTask(waiter("late"));
    await(yieldNow());
    event.set();
    trace.log("set again");
    await(late);
    return done();
  }

  /** 224. */
  @Test
  void aCancelledWaiterLeaves() {
    VirtualTimeLoop.run(cancelsAWaiter());

    assertThat(trace.words())
        .containsExactly("<AsyncEvent [unset, waiters:2]>", "<AsyncEvent [unset, waiters:1]>", "2");
  }

  @Async
  private Coroutine<Void> cancelsAWaiter() {
    Task<Void> first = createTask(waiter("1"));
    Task<Void> second = createTask(waiter("2"));
    await(yieldNow());
    trace.log(event);
    first.cancel();
    await(yieldNow());
    trace.log(event);
    event.set();
    await(second);
    return done();
  }

  /** 224: set passes over one who was cancelled and has not run. */
  @Test
  void setRightAfterACancellationWakesTheOthers() {
    VirtualTimeLoop.run(cancelsAndSets());

    assertThat(trace.words()).containsExactly("2", "first cancelled true");
  }

  @Async
  private Coroutine<Void> cancelsAndSets() {
    Task<Void> first = createTask(waiter("1"));
    Task<Void> second = createTask(waiter("2"));
    await(yieldNow());
    first.cancel();
    event.set();
    await(second);
    trace.log("first cancelled " + first.isCancelled());
    return done();
  }

  /** 225. */
  @Test
  void settingTwiceAndClearingTwiceChangeNothing() {
    event.clear();
    assertThat(event.isSet()).isFalse();
    event.set();
    event.set();
    assertThat(event.isSet()).isTrue();
    event.clear();
    event.clear();
    assertThat(event.isSet()).isFalse();
  }

  /** 225. */
  @Test
  void theTextSaysWhetherItIsSet() {
    assertThat(event).hasToString("<AsyncEvent [unset]>");
    event.set();
    assertThat(event).hasToString("<AsyncEvent [set]>");
  }

  /** 219: for events as for locks. */
  @Test
  void waitingBindsToTheLoop() {
    VirtualTimeLoop.run(twoWaitAndOneComes());
    event.clear();

    assertThatThrownBy(() -> VirtualTimeLoop.run(waiter("A")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is bound to a different event loop");
  }
}
