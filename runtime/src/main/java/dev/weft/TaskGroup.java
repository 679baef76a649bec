package dev.weft;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that belong together: leaving the block waits for all of them, and a failure of one cancels
 * the others. asyncio's TaskGroup (3.13, with the corrections of 3.14).
 *
 * <pre>{@code
 * int sum = await(TaskGroup.run(group -> {
 *   Task<Integer> apples = group.createTask(load("apples"));
 *   Task<Integer> pears = group.createTask(load("pears"));
 *   return await(apples) + await(pears);
 * }));
 * }</pre>
 *
 * <pre>
 *   ENTERED --body ends--> LEAVING --last child ends--> left
 *      '------a child fails, the body fails, or the parent is cancelled------ aborting
 * </pre>
 */
public final class TaskGroup {
  private final Task<?> parent;
  private final EventLoop loop;
  private final Set<Task<?>> children = new LinkedHashSet<>();
  private final List<Throwable> errors = new ArrayList<>();

  private final Listener listener = new ChildListener();

  /** The first failure that is none to be grouped. */
  private @Nullable Throwable fatal;

  /** The cancellation that leaves the block, unless there are errors. */
  private @Nullable Throwable cancellation;

  private @Nullable Throwable bodyFailure;
  private boolean leaving;
  private boolean aborting;

  /** Whether we cancelled the parent ourselves, which must be taken back. */
  private boolean parentCancelRequested;

  /** What the parent waits for while it leaves; null when it does not. */
  private @Nullable Future<Void> allDone;

  TaskGroup(Task<?> parent) {
    this.parent = parent;
    this.loop = parent.loop();
  }

  /**
   * Runs a body with a group and waits for the group's tasks.
   *
   * @param body given the group
   * @return the body's result
   * @param <T> the result
   */
  @SuppressWarnings("overloads") // A lambda with a block body tells by its return statements.
  public static <T> Coroutine<T> run(AsyncFunction<TaskGroup, T> body) {
    return TaskGroupBlock.of(group -> Lambdas.coroutine(body, group));
  }

  /**
   * Runs a body with a group and waits for the group's tasks.
   *
   * @param body given the group
   * @return done when all are
   */
  @SuppressWarnings("overloads")
  public static Coroutine<Void> run(AsyncConsumer<TaskGroup> body) {
    return TaskGroupBlock.of(group -> Lambdas.coroutine(body, group));
  }

  // ---- the steps of leaving, see TaskGroupBlock

  /** Notes how the body ended; a failure or a cancellation cancels the tasks. */
  void bodyEnded(@Nullable Throwable failure) {
    leaving = true;
    bodyFailure = failure;
    if (failure == null) {
      return;
    }
    if (Fatal.is(failure) && fatal == null) {
      fatal = failure;
    }
    if (failure instanceof CancelledError) {
      cancellation = failure;
    }
    if (!aborting) {
      abort();
    }
  }

  boolean hasTasks() {
    return !children.isEmpty();
  }

  /** What the parent is to wait for while there are tasks. */
  Future<Void> newAllDone() {
    Future<Void> future = new AllDone();
    allDone = future;
    return future;
  }

  private final class AllDone extends Future<Void> {
    AllDone() {
      super(loop);
    }

    @Override
    String whatItIs() {
      return TaskGroup.this.toString();
    }
  }

  void waited() {
    allDone = null;
  }

  void cancelledWhileLeaving(CancelledError cancelled) {
    if (!aborting) {
      cancellation = cancelled; // Somebody cancels our parent while its tasks still run.
      abort();
    } else if (parentCancelRequested && bodyFailure == null) {
      cancellation = cancelled; // Perhaps only our own request: left() finds out.
    }
  }

  /** All children have ended: decides what leaves the block. */
  void left() throws Throwable {
    if (fatal != null) {
      reportErrorsBeside(fatal);
      throw fatal;
    }
    if (parentCancelRequested && parent.uncancel() == 0) {
      cancellation = null; // It was ours alone.
    }
    if (cancellation != null && errors.isEmpty()) {
      throw cancellation;
    }
    if (bodyFailure != null && !(bodyFailure instanceof CancelledError)) {
      errors.add(bodyFailure);
    }
    if (!errors.isEmpty()) {
      if (parent.cancelling() > 0) {
        // A foreign cancellation is pending, but the group wins: let it come at the next await.
        parent.uncancel();
        parent.cancel();
      }
      throw new ExceptionGroup("unhandled errors in a TaskGroup", errors);
    }
  }

  /** Like asyncio 3.14: what a fatal failure would hide is reported. */
  private void reportErrorsBeside(Throwable leavingFailure) {
    for (Throwable error : errors) {
      if (error != leavingFailure) {
        loop.callExceptionHandler(
            ExceptionContext.of("unhandled error in a TaskGroup that ended with " + leavingFailure)
                .withException(error)
                .with(parent));
      }
    }
  }

  /**
   * Starts a task of the group.
   *
   * @param coroutine what to run
   * @return its task
   * @param <T> the result
   * @throws IllegalStateException if the group has ended or is being cancelled
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine) {
    return createTask(coroutine, null);
  }

  /**
   * Starts a task of the group under a name.
   *
   * @param coroutine what to run
   * @param name for messages; null for the default
   * @return its task
   * @param <T> the result
   * @throws IllegalStateException if the group has ended or is being cancelled
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine, @Nullable String name) {
    return createTask(coroutine, name, Context.copyCurrent());
  }

  /**
   * Starts a task of the group that runs in a given context, not in a copy of the current one.
   *
   * @param coroutine what to run
   * @param name for messages; null for the default
   * @param context where its context variables live
   * @return its task
   * @param <T> the result
   * @throws IllegalStateException if the group has ended or is being cancelled
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine, @Nullable String name, Context context) {
    if (hasEnded() || aborting) {
      coroutine.close();
      throw new IllegalStateException(
          "TaskGroup " + this + (hasEnded() ? " is finished" : " is shutting down"));
    }
    Task<T> task = loop.createTask(coroutine, name, context);
    children.add(task);
    task.addWaiter(
        listener); // Always through the ready queue, also for an eager task that is done.
    return task;
  }

  private boolean hasEnded() {
    return leaving && children.isEmpty();
  }

  /**
   * Starts an async lambda as a task of the group.
   *
   * @param body what to run
   * @return its task
   * @param <T> the result
   */
  public <T> Task<T> createTask(AsyncCallable<T> body) {
    return createTask(Lambdas.coroutine(body));
  }

  /**
   * Starts an async lambda as a task of the group.
   *
   * @param body what to run
   * @return its task
   */
  public Task<Void> createTask(AsyncRunnable body) {
    return createTask(Lambdas.coroutine(body));
  }

  /**
   * Ends the group early: cancels its tasks and its body, which then leave the block without a
   * CancelledError. Failures of the tasks still come out. Does nothing once the group has ended.
   *
   * <p>asyncio has it from 3.15 on.
   */
  public void cancel() {
    if (hasEnded()) {
      return;
    }
    if (!aborting) {
      abort();
    }
    cancelParent();
  }

  private void abort() {
    aborting = true;
    for (Task<?> child : children) {
      child.cancel();
    }
  }

  /** Of the children; not the group itself, whose methods are the user's. */
  private final class ChildListener implements Listener {
    @Override
    public void onDone(Future<?> child) {
      childDone(child);
    }

    @Override
    public Future<?> behind() {
      return parent;
    }
  }

  private void childDone(Future<?> child) {
    children.remove(child);
    if (allDone != null && children.isEmpty() && !allDone.isDone()) {
      allDone.complete(null);
    }
    if (child.peekFailure() == null) {
      return; // A cancelled child is no error.
    }
    Throwable failure = child.failure();
    errors.add(failure);
    if (Fatal.is(failure) && fatal == null) {
      fatal = failure;
    }
    if (parent.isDone()) {
      loop.callExceptionHandler(
          ExceptionContext.of(
                  "Task " + child + " has errored out but its parent task is already completed")
              .withException(failure)
              .with(child));
    } else if (!aborting && !parentCancelRequested) {
      abort();
      cancelParent();
    }
  }

  /** Cancels whatever the body does now; left() takes the request back. */
  private void cancelParent() {
    if (!parentCancelRequested) {
      parentCancelRequested = true;
      parent.cancel();
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("<TaskGroup");
    if (!children.isEmpty()) {
      text.append(" tasks=").append(children.size());
    }
    if (!errors.isEmpty()) {
      text.append(" errors=").append(errors.size());
    }
    return text.append(aborting ? " cancelling>" : " entered>").toString();
  }
}
