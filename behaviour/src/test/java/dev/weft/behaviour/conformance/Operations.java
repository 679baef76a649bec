package dev.weft.behaviour.conformance;

import dev.weft.Asyncio;
import dev.weft.Future;
import dev.weft.Task;
import dev.weft.sync.AsyncCondition;
import dev.weft.sync.AsyncEvent;
import dev.weft.sync.AsyncLock;
import dev.weft.sync.AsyncQueue;
import dev.weft.sync.AsyncSemaphore;
import dev.weft.sync.BoundedAsyncSemaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What programs do without awaiting: each operation is traced with its result or its failure. */
abstract class Operations {
  /** One operation. */
  public interface Op {
    @Nullable Object run() throws Exception;
  }

  /** An operation that gives nothing. */
  private interface Act {
    void run();
  }

  /** Adds a line to the trace. */
  abstract void out(String... words);

  public void op(String who, int id, String what, Op op) {
    Object value;
    try {
      value = op.run();
    } catch (Exception e) {
      failed(who, id, what, e);
      return;
    }
    ok(who, id, what, value);
  }

  /** The same where asyncio raises a ValueError and Weft throws an IllegalStateException. */
  public void opValue(String who, int id, String what, Op op) {
    Object value;
    try {
      value = op.run();
    } catch (Exception e) {
      failedValue(who, id, what, e);
      return;
    }
    ok(who, id, what, value);
  }

  public void ok(String who, int id, String what, @Nullable Object value) {
    out(who, "@" + id, what, Python.show(value));
  }

  public void failed(String who, int id, String what, Exception e) {
    out(who, "@" + id, what, "!" + Python.show(e));
  }

  public void failedValue(String who, int id, String what, Exception e) {
    failed(who, id, what, e.getClass() == IllegalStateException.class ? valueError() : e);
  }

  static Python.ValueError valueError() {
    return new Python.ValueError();
  }

  private void act(String who, int id, String what, Act act) {
    op(who, id, what, () -> nothing(act));
  }

  private static @Nullable Object nothing(Act act) {
    act.run();
    return null;
  }

  public void cancel(String who, int id, String name, @Nullable Future<?> future) {
    op(who, id, "cancel:" + name, () -> future == null ? null : future.cancel());
  }

  public void cancel(String who, int id, String name, @Nullable Future<?> future, String message) {
    op(who, id, "cancel:" + name, () -> future == null ? null : future.cancel(message));
  }

  public void uncancel(String who, int id) {
    op(who, id, "uncancel", () -> Asyncio.currentTask().uncancel());
  }

  public void cancelling(String who, int id, String name, @Nullable Task<?> task) {
    op(who, id, "cancelling:" + name, () -> task == null ? null : task.cancelling());
  }

  public void state(String who, int id, String name, @Nullable Future<?> future) {
    op(who, id, "state:" + name, () -> Python.state(future));
  }

  public <T> void setResult(String who, int id, String name, Future<T> future, T value) {
    act(who, id, "set_result:" + name, () -> future.setResult(value));
  }

  public void setException(String who, int id, String name, Future<?> future, Exception error) {
    act(who, id, "set_exception:" + name, () -> future.setException(error));
  }

  public <T> void addCallback(
      String who,
      int id,
      String name,
      @Nullable Future<T> future,
      String callbackName,
      Consumer<Future<?>> callback) {
    if (future != null) {
      future.addDoneCallback(callback);
    }
    ok(who, id, "add_cb:" + name + ":" + callbackName, null);
  }

  public <T> void removeCallback(
      String who,
      int id,
      String name,
      @Nullable Future<T> future,
      String callbackName,
      Consumer<Future<?>> callback) {
    op(
        who,
        id,
        "remove_cb:" + name + ":" + callbackName,
        () -> future == null ? null : future.removeDoneCallback(callback));
  }

  public void setVariable(String who, int id, int value) {
    act(who, id, "cv_set", () -> Run.VARIABLE.set(value));
  }

  public void set(String who, int id, String name, AsyncEvent event) {
    act(who, id, "set:" + name, event::set);
  }

  public void clear(String who, int id, String name, AsyncEvent event) {
    act(who, id, "clear:" + name, event::clear);
  }

  public void release(String who, int id, String name, AsyncLock lock) {
    act(who, id, "release:" + name, lock::release);
  }

  public void release(String who, int id, String name, AsyncCondition condition) {
    act(who, id, "release:" + name, condition::release);
  }

  public void release(String who, int id, String name, AsyncSemaphore semaphore) {
    act(who, id, "release:" + name, semaphore::release);
  }

  public void release(String who, int id, String name, BoundedAsyncSemaphore semaphore) {
    opValue(who, id, "release:" + name, () -> nothing(semaphore::release));
  }

  public void signal(String who, int id, String name, AsyncCondition condition, int count) {
    act(who, id, "notify:" + name, () -> signal(condition, count));
  }

  /** Both ways to say it get their turn. */
  private static void signal(AsyncCondition condition, int count) {
    if (count == 1) {
      condition.signal();
    } else {
      condition.signal(count);
    }
  }

  public void signalAll(String who, int id, String name, AsyncCondition condition) {
    act(who, id, "notify_all:" + name, condition::signalAll);
  }

  public <T> void put(String who, int id, String name, AsyncQueue<T> queue, T item) {
    act(who, id, "put_nowait:" + name, () -> queue.putNowait(item));
  }

  public void take(String who, int id, String name, AsyncQueue<?> queue) {
    op(who, id, "get_nowait:" + name, queue::getNowait);
  }

  public void taskDone(String who, int id, String name, AsyncQueue<?> queue) {
    opValue(who, id, "task_done:" + name, () -> nothing(queue::taskDone));
  }

  public void shutdown(String who, int id, String name, AsyncQueue<?> queue, boolean immediate) {
    act(who, id, "shutdown:" + name, () -> queue.shutdown(immediate));
  }
}
