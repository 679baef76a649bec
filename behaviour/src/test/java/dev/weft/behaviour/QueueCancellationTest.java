package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.createTask;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Async;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.sync.AsyncQueue;
import dev.weft.testing.VirtualTimeLoop;
import org.junit.jupiter.api.Test;

/** Cancelled getters and putters lose no item and no wake-up: semantics 258, 259. */
class QueueCancellationTest {
  private final Trace trace = new Trace();

  @Async
  private Coroutine<Void> getter(AsyncQueue<Integer> queue, String name) {
    try {
      trace.log(name + " got " + await(queue.get()));
    } catch (CancelledError e) {
      trace.log(name + " cancelled");
      throw e;
    }
    return done();
  }

  @Async
  private Coroutine<Void> putter(AsyncQueue<Integer> queue, int item) {
    try {
      await(queue.put(item));
      trace.log("put " + item);
    } catch (CancelledError e) {
      trace.log("put " + item + " cancelled");
      throw e;
    }
    return done();
  }

  /** 258. */
  @Test
  void theItemOfACancelledGetterStaysInTheQueue() {
    VirtualTimeLoop.run(wakesAndCancelsTheOnlyGetter(new AsyncQueue<>()));

    assertThat(trace.words()).containsExactly("A cancelled", "size 2", "again got 1");
  }

  @Async
  private Coroutine<Void> wakesAndCancelsTheOnlyGetter(AsyncQueue<Integer> queue) {
    Task<Void> a = createTask(getter(queue, "A"));
    await(yieldNow());
    queue.putNowait(1);
    queue.putNowait(2);
    a.cancel();
    await(yieldNow());
    trace.log("size " + queue.size());
    await(getter(queue, "again"));
    return done();
  }

  /** 258. */
  @Test
  void aWokenGetterThatIsCancelledWakesTheNext() {
    VirtualTimeLoop.run(wakesTwoAndCancelsTheFirst(new AsyncQueue<>()));

    assertThat(trace.events())
        .containsExactly("[0] cancel", "[1] A cancelled", "[1] B got 1", "[2] C got 2");
  }

  @Async
  private Coroutine<Void> wakesTwoAndCancelsTheFirst(AsyncQueue<Integer> queue) {
    Task<Void> a = createTask(getter(queue, "A"));
    createTask(getter(queue, "B"));
    Task<Void> c = createTask(getter(queue, "C"));
    await(yieldNow());
    queue.putNowait(1);
    queue.putNowait(2);
    a.cancel();
    trace.log("cancel");
    await(c);
    return done();
  }

  /** 258: a getter that is cancelled before the put is passed over. */
  @Test
  void putPassesOverAGetterThatIsBeingCancelled() {
    VirtualTimeLoop.run(cancelsAndPuts(new AsyncQueue<>()));

    assertThat(trace.events()).containsExactly("[0] put", "[1] A cancelled", "[1] B got 1");
  }

  @Async
  private Coroutine<Void> cancelsAndPuts(AsyncQueue<Integer> queue) {
    Task<Void> a = createTask(getter(queue, "A"));
    Task<Void> b = createTask(getter(queue, "B"));
    await(yieldNow());
    a.cancel();
    queue.putNowait(1);
    trace.log("put");
    await(b);
    return done();
  }

  /** 258: there is nothing to pass on, and the others keep their places. */
  @Test
  void aWokenGetterWhoseItemWasStolenWakesNobodyWhenItIsCancelled() {
    VirtualTimeLoop.run(stealsAndCancels(new AsyncQueue<>()));

    assertThat(trace.words()).containsExactly("A cancelled", "B got 2", "C got 3");
  }

  @Async
  private Coroutine<Void> stealsAndCancels(AsyncQueue<Integer> queue) {
    Task<Void> a = createTask(getter(queue, "A"));
    createTask(getter(queue, "B"));
    Task<Void> c = createTask(getter(queue, "C"));
    await(yieldNow());
    queue.putNowait(1);
    queue.getNowait();
    a.cancel();
    await(yieldNow());
    await(yieldNow());
    queue.putNowait(2);
    queue.putNowait(3);
    await(c);
    return done();
  }

  /** 259. */
  @Test
  void aWokenPutterThatIsCancelledPutsNothing() {
    VirtualTimeLoop.run(wakesAndCancelsTheOnlyPutter(new AsyncQueue<>(1)));

    assertThat(trace.words()).containsExactly("put 1 cancelled", "size 0", "put 2");
  }

  @Async
  private Coroutine<Void> wakesAndCancelsTheOnlyPutter(AsyncQueue<Integer> queue) {
    queue.putNowait(0);
    Task<Void> one = createTask(putter(queue, 1));
    await(yieldNow());
    queue.getNowait();
    one.cancel();
    await(yieldNow());
    trace.log("size " + queue.size());
    await(putter(queue, 2));
    return done();
  }

  /** 259. */
  @Test
  void aWokenPutterThatIsCancelledWakesTheNext() {
    VirtualTimeLoop.run(wakesAndCancelsTheFirstOfTwo(new AsyncQueue<>(1)));

    assertThat(trace.events())
        .containsExactly("[0] cancel", "[1] put 1 cancelled", "[2] put 2", "[3] size 1");
  }

  @Async
  private Coroutine<Void> wakesAndCancelsTheFirstOfTwo(AsyncQueue<Integer> queue) {
    queue.putNowait(0);
    Task<Void> one = createTask(putter(queue, 1));
    Task<Void> two = createTask(putter(queue, 2));
    await(yieldNow());
    queue.getNowait();
    one.cancel();
    trace.log("cancel");
    await(two);
    trace.log("size " + queue.size());
    return done();
  }

  /** 259. */
  @Test
  void aCancelledPutterDoesNotDisturbTheOthers() {
    VirtualTimeLoop.run(cancelsTheLastOfThree(new AsyncQueue<>(1)));

    assertThat(trace.words())
        .containsExactly("put 1", "put 3 cancelled", "got 1", "put 2", "got 2");
  }

  @Async
  private Coroutine<Void> cancelsTheLastOfThree(AsyncQueue<Integer> queue) {
    createTask(putter(queue, 1));
    createTask(putter(queue, 2));
    Task<Void> three = createTask(putter(queue, 3));
    await(yieldNow());
    three.cancel();
    await(yieldNow());
    trace.log("got " + queue.getNowait());
    await(yieldNow());
    trace.log("got " + queue.getNowait());
    return done();
  }

  /** 258, 259. */
  @Test
  void theCancelledLeaveTheLines() {
    VirtualTimeLoop.run(cancelsGetterAndPutter(new AsyncQueue<>(1)));

    assertThat(trace.words())
        .containsExactly(
            "<AsyncQueue maxSize=1 getters:1>",
            "A cancelled",
            "<AsyncQueue maxSize=1>",
            "<AsyncQueue maxSize=1 items=[0] putters:1 unfinished=1>",
            "put 1 cancelled",
            "<AsyncQueue maxSize=1 items=[0] unfinished=1>");
  }

  @Async
  private Coroutine<Void> cancelsGetterAndPutter(AsyncQueue<Integer> queue) {
    Task<Void> a = createTask(getter(queue, "A"));
    await(yieldNow());
    trace.log(queue);
    a.cancel();
    await(yieldNow());
    trace.log(queue);
    queue.putNowait(0);
    Task<Void> one = createTask(putter(queue, 1));
    await(yieldNow());
    trace.log(queue);
    one.cancel();
    await(yieldNow());
    trace.log(queue);
    return done();
  }
}
