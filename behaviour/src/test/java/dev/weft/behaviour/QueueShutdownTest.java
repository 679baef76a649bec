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
import dev.weft.sync.AsyncLifoQueue;
import dev.weft.sync.AsyncPriorityQueue;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.QueueShutDownException;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a queue, of each kind: semantics 262, 263. */
class QueueShutdownTest {
  /** The kinds of queue. */
  enum Kind {
    FIFO,
    LIFO,
    PRIORITY;

    <T> AsyncQueue<T> create(int maxSize) {
      return switch (this) {
        case FIFO -> new AsyncQueue<>(maxSize);
        case LIFO -> new AsyncLifoQueue<>(maxSize);
        case PRIORITY -> new AsyncPriorityQueue<>(maxSize);
      };
    }
  }

  private final Trace trace = new Trace();

  private static void assertShutDown(AsyncQueue<Integer> queue) {
    assertThatThrownBy(() -> queue.putNowait(1)).isInstanceOf(QueueShutDownException.class);
    assertThatThrownBy(queue::getNowait).isInstanceOf(QueueShutDownException.class);
    assertThatThrownBy(() -> VirtualTimeLoop.run(queue.put(1)))
        .isInstanceOf(QueueShutDownException.class);
    assertThatThrownBy(() -> VirtualTimeLoop.run(queue.get()))
        .isInstanceOf(QueueShutDownException.class)
        .hasMessage("get() on " + queue + ", which was shut down");
  }

  @Async
  private <T> Coroutine<Void> tells(Coroutine<T> what, String name) {
    try {
      trace.log(name + " " + await(what));
    } catch (QueueShutDownException e) {
      trace.log(name + " shut down");
    }
    return done();
  }

  /** 262. */
  @ParameterizedTest
  @EnumSource
  void shutdownOfAnEmptyQueueEndsAllGetters(Kind kind) {
    AsyncQueue<Integer> queue = kind.create(0);
    VirtualTimeLoop.run(shutsDownEmpty(queue));

    assertThat(trace.events()).containsExactly("[0] joined", "[1] A shut down", "[1] B shut down");
    assertShutDown(queue);
  }

  @Async
  private Coroutine<Void> shutsDownEmpty(AsyncQueue<Integer> queue) {
    createTask(tells(queue.get(), "A"));
    Task<Void> b = createTask(tells(queue.get(), "B"));
    await(yieldNow());
    queue.shutdown();
    await(queue.join());
    trace.log("joined");
    await(b);
    return done();
  }

  /** 262. */
  @ParameterizedTest
  @EnumSource
  void shutdownOfAFullQueueEndsPuttersAndLetsTheRestBeTaken(Kind kind) {
    AsyncQueue<Integer> queue = kind.create(1);
    VirtualTimeLoop.run(shutsDownFull(queue));

    assertThat(trace.words())
        .containsExactly(
            "put 8 shut down",
            "put 9 shut down",
            "size 1, unfinished 1",
            "get 7",
            "get shut down",
            "join null");
    assertShutDown(queue);
    assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
  }

  @Async
  private Coroutine<Void> shutsDownFull(AsyncQueue<Integer> queue) {
    queue.putNowait(7);
    Task<Void> join = createTask(tells(queue.join(), "join"));
    createTask(tells(queue.put(8), "put 8"));
    createTask(tells(queue.put(9), "put 9"));
    await(yieldNow());
    queue.shutdown();
    await(yieldNow());
    trace.log("size " + queue.size() + ", unfinished " + queue.unfinishedTasks());
    await(tells(queue.get(), "get"));
    await(tells(queue.get(), "get"));
    await(yieldNow());
    queue.taskDone();
    await(join);
    return done();
  }

  /** 263. */
  @ParameterizedTest
  @EnumSource
  void immediateShutdownDropsTheItemsAndCountsThemAsDone(Kind kind) {
    AsyncQueue<Integer> queue = kind.create(2);
    VirtualTimeLoop.run(dropsTwo(queue));

    assertThat(trace.events())
        .containsExactly("[0] size 0, unfinished 0", "[1] join null", "[1] put 8 shut down");
    assertShutDown(queue);
    assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
  }

  @Async
  private Coroutine<Void> dropsTwo(AsyncQueue<Integer> queue) {
    queue.putNowait(1);
    queue.putNowait(2);
    Task<Void> join = createTask(tells(queue.join(), "join"));
    createTask(tells(queue.put(8), "put 8"));
    await(yieldNow());
    queue.shutdown(true);
    trace.log("size " + queue.size() + ", unfinished " + queue.unfinishedTasks());
    await(join);
    return done();
  }

  /** 263. */
  @ParameterizedTest
  @EnumSource
  void itemsThatWereTakenAndAreNotDoneKeepJoinWaiting(Kind kind) {
    AsyncQueue<Integer> queue = kind.create(0);
    VirtualTimeLoop.run(takesOneAndDropsOne(queue));

    assertThat(trace.words())
        .containsExactly("size 0, unfinished 1", "join waits true", "join null");
    assertShutDown(queue);
    assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
  }

  @Async
  private Coroutine<Void> takesOneAndDropsOne(AsyncQueue<Integer> queue) {
    queue.putNowait(1);
    queue.putNowait(2);
    Task<Void> join = createTask(tells(queue.join(), "join"));
    await(queue.get());
    queue.shutdown(true);
    trace.log("size " + queue.size() + ", unfinished " + queue.unfinishedTasks());
    await(yieldNow());
    await(yieldNow());
    trace.log("join waits " + !join.isDone());
    queue.taskDone();
    await(join);
    return done();
  }

  /** 262: doing it twice is no error, and the second may be the harder one. */
  @ParameterizedTest
  @EnumSource
  void shutdownMayBeRepeated(Kind kind) {
    AsyncQueue<Integer> queue = kind.create(0);
    queue.putNowait(1);
    queue.shutdown();
    queue.shutdown();
    assertThat(queue.size()).isEqualTo(1);
    queue.shutdown(true);
    assertThat(queue.size()).isZero();
    assertShutDown(queue);
  }
}
