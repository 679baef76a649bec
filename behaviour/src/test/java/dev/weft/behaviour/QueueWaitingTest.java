package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.gather;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/**
 * Tasks that wait for items, for room, and for the work to be done: semantics 256, 257, 260, 261.
 */
class QueueWaitingTest {
  private final Trace trace = new Trace();

  @Async
  private Coroutine<Void> getter(AsyncQueue<Integer> queue, String name) {
    trace.log(name + " got " + await(queue.get()));
    return done();
  }

  @Async
  private Coroutine<Void> putter(AsyncQueue<Integer> queue, int item) {
    await(queue.put(item));
    trace.log("put " + item);
    return done();
  }

  /** 256. */
  @Test
  void eachPutWakesOneGetterFirstComeFirstServed() {
    VirtualTimeLoop.run(threeGet(new AsyncQueue<>()));

    assertThat(trace.events())
        .containsExactly(
            "[0] put 1", "[0] put 2", "[1] A got 1", "[1] B got 2", "[2] C waits true");
  }

  @Async
  private Coroutine<Void> threeGet(AsyncQueue<Integer> queue) {
    createTask(getter(queue, "A"));
    createTask(getter(queue, "B"));
    Task<Void> c = createTask(getter(queue, "C"));
    await(yieldNow());
    await(putter(queue, 1));
    await(putter(queue, 2));
    await(yieldNow());
    await(yieldNow());
    trace.log("C waits " + !c.isDone());
    return done();
  }

  /** 256. */
  @Test
  void aGetterWhoseItemIsStolenQueuesAgainAtTheEnd() {
    VirtualTimeLoop.run(steals(new AsyncQueue<>()));

    assertThat(trace.events()).containsExactly("[0] stolen 1", "[3] B got 2", "[3] A got 3");
  }

  @Async
  private Coroutine<Void> steals(AsyncQueue<Integer> queue) {
    Task<Void> a = createTask(getter(queue, "A"));
    Task<Void> b = createTask(getter(queue, "B"));
    await(yieldNow());
    queue.putNowait(1);
    trace.log("stolen " + queue.getNowait());
    await(yieldNow());
    await(yieldNow());
    queue.putNowait(2);
    queue.putNowait(3);
    await(gather(a, b));
    return done();
  }

  /** 256: unlike a lock a queue lets a newcomer overtake: its get does not suspend. */
  @Test
  void aNewcomerMayTakeTheItemOfAGetterThatWasWoken() {
    VirtualTimeLoop.run(overtakes(new AsyncQueue<>()));

    assertThat(trace.events()).containsExactly("[0] main got 1", "[2] A got 2");
  }

  @Async
  private Coroutine<Void> overtakes(AsyncQueue<Integer> queue) {
    Task<Void> a = createTask(getter(queue, "A"));
    await(yieldNow());
    queue.putNowait(1);
    await(getter(queue, "main"));
    await(yieldNow());
    queue.putNowait(2);
    await(a);
    return done();
  }

  /** 257. */
  @Test
  void aPutterWhoseRoomIsTakenQueuesAgainAtTheEnd() {
    VirtualTimeLoop.run(takesTheRoom(new AsyncQueue<>(1)));

    assertThat(trace.words())
        .containsExactly("got 0", "put 9", "got 9", "put 2", "got 2", "put 1", "got 1");
  }

  @Async
  private Coroutine<Void> takesTheRoom(AsyncQueue<Integer> queue) {
    queue.putNowait(0);
    createTask(putter(queue, 1));
    createTask(putter(queue, 2));
    await(yieldNow());
    trace.log("got " + queue.getNowait());
    await(putter(queue, 9));
    await(yieldNow());
    for (int i = 0; i < 3; i++) {
      trace.log("got " + queue.getNowait());
      await(yieldNow());
    }
    return done();
  }

  /** 257: asyncio's test of why putters were waiting for ever. */
  @Test
  void puttersAreNotForgottenWhenSeveralItemsAreTakenAtOnce() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(2);
    VirtualTimeLoop.run(fourPutAndAllIsTaken(queue));

    assertThat(trace.words()).containsExactly("put 0", "put 1", "took 2", "put 2", "put 3");
    assertThat(queue.size()).isEqualTo(2);
  }

  @Async
  private Coroutine<Void> fourPutAndAllIsTaken(AsyncQueue<Integer> queue) {
    Task<Void> taker = createTask(takesAll(queue));
    await(gather(taker, putter(queue, 0), putter(queue, 1), putter(queue, 2), putter(queue, 3)));
    return done();
  }

  @Async
  private Coroutine<Void> takesAll(AsyncQueue<Integer> queue) {
    await(yieldNow());
    int size = queue.size();
    for (int i = 0; i < size; i++) {
      queue.getNowait();
    }
    trace.log("took " + size);
    return done();
  }

  /** 260. */
  @Test
  void taskDoneMoreOftenThanPutIsAnError() {
    AsyncQueue<Integer> queue = new AsyncQueue<>();
    assertThatThrownBy(queue::taskDone)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("taskDone() called too many times");

    queue.putNowait(1);
    queue.taskDone();
    assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
    assertThat(queue.size()).isEqualTo(1); // taskDone counts, it takes nothing.
  }

  /** 261. */
  @Test
  void joinOfAQueueWithoutWorkDoesNotSuspend() {
    VirtualTimeLoop.run(joinsAnEmptyQueue(new AsyncQueue<>()));

    assertThat(trace.events()).containsExactly("[0] joined", "[1] other");
  }

  @Async
  private Coroutine<Void> joinsAnEmptyQueue(AsyncQueue<Integer> queue) {
    createTask(says("other"));
    await(queue.join());
    trace.log("joined");
    await(yieldNow());
    return done();
  }

  @Async
  private Coroutine<Void> says(String word) {
    trace.log(word);
    return done();
  }

  /** 261. */
  @Test
  void joinWaitsUntilAllThatWasPutIsDone() {
    VirtualTimeLoop.run(joins(new AsyncQueue<>()));

    assertThat(trace.events())
        .containsExactly(
            "[0] join, unfinished 2",
            "[1] got 1",
            "[2] done 1",
            "[2] got 2",
            "[3] done 2",
            "[4] joined, unfinished 0");
  }

  @Async
  private Coroutine<Void> joins(AsyncQueue<Integer> queue) {
    queue.putNowait(1);
    queue.putNowait(2);
    createTask(worker(queue));
    trace.log("join, unfinished " + queue.unfinishedTasks());
    await(queue.join());
    trace.log("joined, unfinished " + queue.unfinishedTasks());
    return done();
  }

  @Async
  private Coroutine<Void> worker(AsyncQueue<Integer> queue) {
    while (true) {
      int item = await(queue.get());
      trace.log("got " + item);
      await(yieldNow());
      trace.log("done " + item);
      queue.taskDone();
    }
  }

  /** 219: for queues as for locks; who waits for items binds those who wait for room too. */
  @Test
  void waitingBindsToTheLoop() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    VirtualTimeLoop.run(getsAnItem(queue));
    queue.putNowait(3);

    assertThatThrownBy(() -> VirtualTimeLoop.run(queue.put(4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "<AsyncQueue maxSize=1 items=[3] unfinished=2> is bound to a different event loop");
  }

  @Async
  private Coroutine<Void> getsAnItem(AsyncQueue<Integer> queue) {
    Task<Void> a = createTask(getter(queue, "A"));
    await(yieldNow());
    queue.putNowait(1);
    await(a);
    return done();
  }
}
