package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.sync.AsyncLifoQueue;
import dev.weft.sync.AsyncPriorityQueue;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueEmptyException;
import dev.weft.sync.QueueFullException;
import dev.weft.testing.VirtualTimeLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Queues without waiting: semantics 252 to 255, 264. */
class QueueTest {
  private final Trace trace = new Trace();

  private static <T> List<T> emptied(AsyncQueue<T> queue, List<T> items) {
    items.forEach(queue::putNowait);
    List<T> out = new ArrayList<>();
    while (!queue.isEmpty()) {
      out.add(queue.getNowait());
    }
    return out;
  }

  /** 252. */
  @Test
  void itemsComeOutInTheOrderOfTheKindOfQueue() {
    List<Integer> items = List.of(1, 3, 2);

    assertThat(emptied(new AsyncQueue<>(), items)).containsExactly(1, 3, 2);
    assertThat(emptied(new AsyncLifoQueue<>(), items)).containsExactly(2, 3, 1);
    assertThat(emptied(new AsyncPriorityQueue<>(), items)).containsExactly(1, 2, 3);
    assertThat(emptied(new AsyncPriorityQueue<>(Comparator.reverseOrder()), items))
        .containsExactly(3, 2, 1);
  }

  /** 252: Python's None is an item like any other. */
  @Test
  void anItemMayBeNull() {
    AsyncQueue<@Nullable String> queue = new AsyncQueue<>();
    queue.putNowait(null);
    queue.putNowait("a");

    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.getNowait()).isNull();
    assertThat(queue.getNowait()).isEqualTo("a");
  }

  /** 253. */
  @Test
  void withoutALimitItIsNeverFull() {
    for (int maxSize : new int[] {0, -1}) {
      AsyncQueue<Integer> queue = new AsyncQueue<>(maxSize);
      for (int i = 0; i < 1000; i++) {
        queue.putNowait(i);
      }
      assertThat(queue.isFull()).isFalse();
      assertThat(queue.maxSize()).isEqualTo(maxSize);
      assertThat(queue.size()).isEqualTo(1000);
    }
  }

  /** 253. */
  @Test
  void putWaitsWhenTheLimitIsReached() {
    VirtualTimeLoop.run(fills(new AsyncQueue<>(2)));

    assertThat(trace.words())
        .containsExactly("put 1, full false", "put 2, full true", "size 2", "put 3, full true");
  }

  @Async
  private Coroutine<Void> fills(AsyncQueue<Integer> queue) {
    createTask(putsThree(queue));
    await(yieldNow());
    await(yieldNow());
    trace.log("size " + queue.size());
    queue.getNowait();
    await(yieldNow());
    return done();
  }

  @Async
  private Coroutine<Void> putsThree(AsyncQueue<Integer> queue) {
    for (int i = 1; i <= 3; i++) {
      await(queue.put(i));
      trace.log("put " + i + ", full " + queue.isFull());
    }
    return done();
  }

  /** 254. */
  @Test
  void putAndGetDoNotSuspendWhenTheyCanProceed() {
    VirtualTimeLoop.run(putsAndGets(new AsyncQueue<>(2)));

    assertThat(trace.events())
        .containsExactly("[0] put", "[0] put", "[0] got 1", "[0] got 2", "[1] other");
  }

  @Async
  private Coroutine<Void> putsAndGets(AsyncQueue<Integer> queue) {
    createTask(says("other"));
    await(queue.put(1));
    trace.log("put");
    await(queue.put(2));
    trace.log("put");
    trace.log("got " + await(queue.get()));
    trace.log("got " + await(queue.get()));
    await(yieldNow());
    return done();
  }

  @Async
  private Coroutine<Void> says(String word) {
    trace.log(word);
    return done();
  }

  /** 255. */
  @Test
  void putNowaitOnAFullQueueIsAnError() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(1);
    queue.putNowait(1);

    assertThatThrownBy(() -> queue.putNowait(2))
        .isInstanceOf(QueueFullException.class)
        .hasMessage(
            "putNowait() on <AsyncQueue maxSize=1 items=[1] unfinished=1>, which is full: await put()"
                + " to wait for room");
    assertThat(queue.size()).isEqualTo(1);
    assertThat(queue.unfinishedTasks()).isEqualTo(1);
  }

  /** 255. */
  @Test
  void getNowaitOnAnEmptyQueueIsAnError() {
    assertThatThrownBy(new AsyncQueue<>()::getNowait)
        .isInstanceOf(QueueEmptyException.class)
        .hasMessage(
            "getNowait() on <AsyncQueue maxSize=0>, which is empty: await get() to wait for an item");
  }

  /** 264. */
  @Test
  void theTextSaysWhatIsInAndWhoWaits() {
    AsyncQueue<Integer> queue = new AsyncQueue<>(3);
    assertThat(queue).hasToString("<AsyncQueue maxSize=3>");
    queue.putNowait(1);
    queue.putNowait(2);
    queue.getNowait();
    queue.shutdown();
    assertThat(queue).hasToString("<AsyncQueue maxSize=3 items=[2] unfinished=2 shutdown>");

    VirtualTimeLoop.run(twoWait(new AsyncQueue<>(1)));
    assertThat(trace.words())
        .containsExactly(
            "<AsyncQueue maxSize=1 getters:2>",
            "<AsyncQueue maxSize=1 items=[3] putters:1 unfinished=1 joiners:1>");
  }

  @Async
  private Coroutine<Void> twoWait(AsyncQueue<Integer> queue) {
    createTask(queue.get());
    createTask(queue.get());
    await(yieldNow());
    trace.log(queue);
    queue.putNowait(1);
    await(yieldNow());
    queue.taskDone();
    queue.putNowait(2);
    await(yieldNow());
    queue.taskDone();
    queue.putNowait(3);
    createTask(queue.put(4));
    createTask(queue.join());
    await(yieldNow());
    trace.log(queue);
    return done();
  }

  /** 264: the items of a stack in the order in which they were put, as asyncio shows them. */
  @Test
  void theTextOfTheOtherKindsSaysWhichTheyAre() {
    AsyncLifoQueue<Integer> stack = new AsyncLifoQueue<>();
    stack.putNowait(1);
    stack.putNowait(2);
    assertThat(stack).hasToString("<AsyncLifoQueue maxSize=0 items=[1, 2] unfinished=2>");

    AsyncPriorityQueue<Integer> heap = new AsyncPriorityQueue<>(5);
    heap.putNowait(2);
    heap.putNowait(1);
    assertThat(heap).hasToString("<AsyncPriorityQueue maxSize=5 items=[1, 2] unfinished=2>");
  }
}
