package dev.weft;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The words of async code, to be imported statically: {@code import static dev.weft.Asyncio.*}.
 *
 * <p>One line each; what they do stands in the classes they call.
 */
public final class Asyncio {
  private Asyncio() {}

  // ---- running

  /**
   * Runs a coroutine on a new loop: asyncio.run. What it leaves behind is cancelled, the default
   * executor is shut down, the loop is closed.
   *
   * @param main what to run
   * @return its result; what it failed with is thrown as it is
   * @param <T> the result
   * @throws IllegalStateException if a loop runs in this thread
   */
  public static <T> T run(Coroutine<T> main) {
    Runner.requireNoRunningLoop("Asyncio.run()");
    try (Runner runner = new Runner()) {
      return runner.run(main);
    }
  }

  /**
   * Runs an async lambda on a new loop.
   *
   * @param main what to run
   * @return its result
   * @param <T> the result
   * @throws Exception whatever the lambda throws
   */
  public static <T> T run(AsyncCallable<T> main) throws Exception {
    return run(async(main));
  }

  /**
   * Runs an async lambda on a new loop.
   *
   * @param main what to run
   * @throws Exception whatever the lambda throws
   */
  public static void run(AsyncRunnable main) throws Exception {
    run(async(main));
  }

  // ---- awaiting

  /**
   * Waits without blocking the thread, inside an {@link Async} method.
   *
   * @param awaitable a coroutine, which runs now, in this task, or a future
   * @return its result; what it failed with is thrown as it is
   * @param <T> the result
   * @throws NotWovenException if this code was not transformed
   */
  @SuppressWarnings("DoNotCallSuggester") // The weaver replaces the call.
  public static <T> T await(Awaitable<? extends T> awaitable) {
    throw NotWovenException.reached("await");
  }

  /**
   * Waits without blocking the thread, inside an {@link Async} method. Cancelling the task cancels
   * the stage.
   *
   * @param stage what to wait for
   * @return its result; what it failed with is thrown as it is
   * @param <T> the result
   * @throws NotWovenException if this code was not transformed
   */
  @SuppressWarnings("DoNotCallSuggester") // The weaver replaces the call.
  public static <T> T await(CompletionStage<? extends T> stage) {
    throw NotWovenException.reached("await");
  }

  /**
   * The end of an {@link Async} method: {@code return done(value)}. Elsewhere a coroutine that has
   * its value already.
   *
   * @param value the result
   * @return a finished coroutine
   * @param <T> the result
   */
  public static <T> Coroutine<T> done(@Nullable T value) {
    return new Done<>(value);
  }

  /**
   * The end of an {@link Async} method without a result: {@code return done()}.
   *
   * @return a finished coroutine
   */
  public static Coroutine<Void> done() {
    return new Done<>(null);
  }

  /**
   * Gives an element to whoever iterates over the {@link AsyncGenerator} that this stands in, and
   * waits until it asks for the next.
   *
   * @param element the element
   * @throws NotWovenException if this code was not transformed
   */
  @SuppressWarnings("DoNotCallSuggester") // The weaver replaces the call.
  public static void emit(@Nullable Object element) {
    throw NotWovenException.reached("emit");
  }

  /**
   * The end of an {@link AsyncGenerator}: {@code return end()}.
   *
   * @return what the compiler wants to see
   * @param <T> the elements
   * @throws NotWovenException if this code was not transformed
   */
  @SuppressWarnings("DoNotCallSuggester") // The weaver removes the call.
  public static <T> AsyncGenerator<T> end() {
    throw NotWovenException.reached("end");
  }

  /**
   * An async lambda as a coroutine.
   *
   * @param body what to run
   * @return a new coroutine
   * @param <T> the result
   */
  public static <T> Coroutine<T> async(AsyncCallable<T> body) {
    return Lambdas.coroutine(body);
  }

  /**
   * An async lambda as a coroutine.
   *
   * @param body what to run
   * @return a new coroutine
   */
  public static Coroutine<Void> async(AsyncRunnable body) {
    return Lambdas.coroutine(body);
  }

  /**
   * An async lambda as a coroutine.
   *
   * @param body what to run
   * @param argument what to give it
   * @return a new coroutine
   * @param <A> the argument
   * @param <R> the result
   */
  public static <A, R> Coroutine<R> async(AsyncFunction<A, R> body, A argument) {
    return Lambdas.coroutine(body, argument);
  }

  /**
   * An async lambda as a coroutine.
   *
   * @param body what to run
   * @param argument what to give it
   * @return a new coroutine
   * @param <A> the argument
   */
  public static <A> Coroutine<Void> async(AsyncConsumer<A> body, A argument) {
    return Lambdas.coroutine(body, argument);
  }

  /**
   * Runs a block in a context: asyncio's {@code async with}.
   *
   * @param context entered before the block, left after it
   * @param block given what entering gave; runs in this task
   * @return the block's result, or null if it failed and the context dealt with that
   * @param <T> what the block is given
   * @param <R> the result
   */
  @SuppressWarnings("overloads") // A lambda with a block body tells by its return statements.
  public static <T, R> Coroutine<R> with(AsyncContext<T> context, AsyncFunction<T, R> block) {
    return ContextBlock.of(context, value -> Lambdas.coroutine(block, value));
  }

  /**
   * Runs a block in a context.
   *
   * @param context entered before the block, left after it
   * @param block given what entering gave; runs in this task
   * @return done when the context is left
   * @param <T> what the block is given
   */
  @SuppressWarnings("overloads")
  public static <T> Coroutine<Void> with(AsyncContext<T> context, AsyncConsumer<T> block) {
    return ContextBlock.of(context, value -> Lambdas.coroutine(block, value));
  }

  // ---- tasks

  /**
   * Schedules a coroutine on the running loop: its first step runs in the next turn.
   *
   * @param coroutine what to run
   * @return its task
   * @param <T> the result
   */
  public static <T> Task<T> createTask(Coroutine<T> coroutine) {
    return createTask(coroutine, (String) null);
  }

  /**
   * Schedules a coroutine under a name.
   *
   * @param coroutine what to run
   * @param name for messages; null for the default
   * @return its task
   * @param <T> the result
   */
  public static <T> Task<T> createTask(Coroutine<T> coroutine, @Nullable String name) {
    ThreadState here = ThreadState.get();
    return loopFor(coroutine, here).createTask(coroutine, name, here);
  }

  /**
   * Schedules a coroutine that runs in a given context, not in a copy of the current one.
   *
   * @param coroutine what to run
   * @param name for messages; null for the default
   * @param context where its context variables live
   * @return its task
   * @param <T> the result
   */
  public static <T> Task<T> createTask(
      Coroutine<T> coroutine, @Nullable String name, Context context) {
    return loopFor(coroutine, ThreadState.get()).createTask(coroutine, name, context);
  }

  /** The running loop; without one the coroutine is closed, as nobody will ever run it. */
  private static EventLoop loopFor(Coroutine<?> coroutine, ThreadState here) {
    EventLoop loop = here.running;
    if (loop == null) {
      coroutine.close();
      return EventLoop.running(); // Which throws.
    }
    return loop;
  }

  /**
   * Schedules an async lambda on the running loop.
   *
   * @param body what to run
   * @return its task
   * @param <T> the result
   */
  public static <T> Task<T> createTask(AsyncCallable<T> body) {
    return EventLoop.running().createTask(body);
  }

  /**
   * Schedules an async lambda on the running loop.
   *
   * @param body what to run
   * @return its task
   */
  public static Task<Void> createTask(AsyncRunnable body) {
    return EventLoop.running().createTask(body);
  }

  /**
   * A future as it is, a coroutine as a new task.
   *
   * @param awaitable either
   * @return a future of the running loop
   * @param <T> the result
   */
  public static <T> Future<T> ensureFuture(Awaitable<T> awaitable) {
    return EventLoop.running().ensureFuture(awaitable);
  }

  /**
   * The task whose step is running.
   *
   * @return the current task; null in a plain callback
   * @throws IllegalStateException if no loop runs in this thread
   */
  public static @Nullable Task<?> currentTask() {
    return EventLoop.running().currentTask();
  }

  /**
   * The tasks of the running loop that are not done.
   *
   * @return a new set, in creation order
   */
  public static Set<Task<?>> allTasks() {
    return EventLoop.running().allTasks();
  }

  // ---- waiting for several

  /**
   * Runs several things concurrently. The first failure is the gather's; the others go on.
   *
   * @param all coroutines, which become tasks, or futures; equal arguments are one
   * @return their results in the order of the arguments
   * @param <T> the results
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // Arrays.asList only reads them.
  public static <T> Future<List<T>> gather(Awaitable<? extends T>... all) {
    return gather(Arrays.asList(all));
  }

  /**
   * Runs several things concurrently. The first failure is the gather's; the others go on.
   *
   * @param all coroutines, which become tasks, or futures; equal elements are one
   * @return their results in the order of the collection
   * @param <T> the results
   */
  public static <T> Future<List<T>> gather(Collection<? extends Awaitable<? extends T>> all) {
    return Gather.results(EventLoop.running(), all);
  }

  /**
   * Runs several things concurrently and waits for all: gather(return_exceptions=True).
   *
   * @param all coroutines, which become tasks, or futures; equal arguments are one
   * @return how each ended, in the order of the arguments
   * @param <T> the results
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // Arrays.asList only reads them.
  public static <T> Future<List<Outcome<T>>> gatherSettled(Awaitable<? extends T>... all) {
    return gatherSettled(Arrays.asList(all));
  }

  /**
   * Runs several things concurrently and waits for all: gather(return_exceptions=True).
   *
   * @param all coroutines, which become tasks, or futures; equal elements are one
   * @return how each ended, in the order of the collection
   * @param <T> the results
   */
  public static <T> Future<List<Outcome<T>>> gatherSettled(
      Collection<? extends Awaitable<? extends T>> all) {
    return Gather.settled(EventLoop.running(), all);
  }

  /**
   * Waits for some of several futures: asyncio.wait. Never throws what they fail with, never
   * cancels them.
   *
   * @param futures at least one
   * @param when how long to wait
   * @return who is done and who is not
   * @param <T> the results
   */
  public static <T> Coroutine<Waited<T>> waitUntil(
      Collection<? extends Future<T>> futures, ReturnWhen when) {
    return waitUntil(futures, when, null);
  }

  /**
   * Waits for some of several futures, but not longer than a time.
   *
   * @param futures at least one
   * @param when how long to wait
   * @param timeout then it returns as well; null for no limit
   * @return who is done and who is not
   * @param <T> the results
   */
  public static <T> Coroutine<Waited<T>> waitUntil(
      Collection<? extends Future<T>> futures, ReturnWhen when, @Nullable Duration timeout) {
    return WaitUntil.of(futures, when, timeout);
  }

  /**
   * Futures in the order in which they are done.
   *
   * @param all coroutines, which become tasks, or futures; equal elements are one
   * @return an iteration for an async for loop
   * @param <T> the results
   */
  public static <T> AsyncIterable<Future<T>> asCompleted(
      Collection<? extends Awaitable<? extends T>> all) {
    return asCompleted(all, null);
  }

  /**
   * Futures in the order in which they are done; the iteration fails with a TimeoutException when
   * the time is up.
   *
   * @param all coroutines, which become tasks, or futures; equal elements are one
   * @param timeout for all together; null for no limit
   * @return an iteration for an async for loop
   * @param <T> the results
   */
  public static <T> AsyncIterable<Future<T>> asCompleted(
      Collection<? extends Awaitable<? extends T>> all, @Nullable Duration timeout) {
    return AsCompleted.of(EventLoop.running(), all, timeout);
  }

  /**
   * Protects something from the cancellation of whoever waits for it.
   *
   * @param awaitable what goes on
   * @return a future of its result that can be cancelled on its own
   * @param <T> the result
   */
  public static <T> Future<T> shield(Awaitable<T> awaitable) {
    return Shield.around(ensureFuture(awaitable));
  }

  // ---- time

  /**
   * Waits for something, but not longer than a time; then it is cancelled, and its end awaited.
   *
   * @param awaitable a coroutine, which runs in this task, or a future
   * @param timeout how long; null for no limit, zero or less takes only what is done
   * @return its result
   * @param <T> the result
   * @throws TimeoutException when awaited and the time is up
   */
  public static <T> Coroutine<T> waitFor(Awaitable<T> awaitable, @Nullable Duration timeout)
      throws TimeoutException {
    return TimeoutBlock.waitFor(awaitable, timeout);
  }

  /**
   * Runs a block with a deadline: when it passes, whatever the block awaits is cancelled.
   *
   * @param delay how long; null for no deadline
   * @param body the block, which runs in this task
   * @return its result
   * @param <T> the result
   * @throws TimeoutException when awaited and the time is up
   */
  public static <T> Coroutine<T> timeout(@Nullable Duration delay, AsyncCallable<T> body)
      throws TimeoutException {
    return TimeoutBlock.run(
        task -> TimeoutScope.enter(task, delay), scope -> Lambdas.coroutine(body));
  }

  /**
   * Runs a block with a deadline.
   *
   * @param delay how long; null for no deadline
   * @param body the block, which runs in this task
   * @return done when the block is
   * @throws TimeoutException when awaited and the time is up
   */
  public static Coroutine<Void> timeout(@Nullable Duration delay, AsyncRunnable body)
      throws TimeoutException {
    return TimeoutBlock.run(
        task -> TimeoutScope.enter(task, delay), scope -> Lambdas.coroutine(body));
  }

  /**
   * Runs a block with a deadline that the block may move.
   *
   * @param delay how long; null for no deadline
   * @param body the block, which runs in this task
   * @return its result
   * @param <T> the result
   * @throws TimeoutException when awaited and the time is up
   */
  public static <T> Coroutine<T> timeout(@Nullable Duration delay, AsyncFunction<Timeout, T> body)
      throws TimeoutException {
    return TimeoutBlock.run(
        task -> TimeoutScope.enter(task, delay), scope -> Lambdas.coroutine(body, scope));
  }

  /**
   * Runs a block with a deadline on the loop's clock: asyncio.timeout_at.
   *
   * @param nanos when, on the clock of {@link EventLoop#time}
   * @param body the block, which runs in this task
   * @return its result
   * @param <T> the result
   * @throws TimeoutException when awaited and the time is up
   */
  public static <T> Coroutine<T> timeoutAt(long nanos, AsyncCallable<T> body)
      throws TimeoutException {
    return TimeoutBlock.run(
        task -> TimeoutScope.enterAt(task, nanos), scope -> Lambdas.coroutine(body));
  }

  /**
   * Suspends for a time.
   *
   * @param duration how long; zero or less gives way once
   * @return done when the time is up
   */
  public static Coroutine<Void> sleep(Duration duration) {
    return new Sleep<>(duration, null);
  }

  /**
   * Suspends for a time.
   *
   * @param duration how long; zero or less gives way once
   * @param result what to give then
   * @return the result, when the time is up
   * @param <T> the result
   */
  public static <T> Coroutine<T> sleep(Duration duration, @Nullable T result) {
    return new Sleep<>(duration, result);
  }

  /**
   * Gives way to everything that is ready, once: asyncio.sleep(0).
   *
   * @return done in the next turn
   */
  public static Coroutine<Void> yieldNow() {
    return Yield.ONCE;
  }

  // ---- threads

  /**
   * Runs blocking code in the default executor (virtual threads where the JDK has them), in a copy
   * of the current context. Cancelling does not interrupt it; its result is then dropped.
   *
   * @param blocking what to call
   * @return its result
   * @param <T> the result
   */
  public static <T> Coroutine<T> toThread(Callable<T> blocking) {
    return new ToThread<>(blocking);
  }

  /**
   * Runs a coroutine on a loop that runs in another thread.
   *
   * @param coroutine what to run
   * @param loop where
   * @return a thread-safe future; cancelling it cancels the task
   * @param <T> the result
   */
  public static <T> CompletableFuture<T> runCoroutineThreadsafe(
      Coroutine<T> coroutine, EventLoop loop) {
    return Stages.submit(coroutine, loop);
  }
}
