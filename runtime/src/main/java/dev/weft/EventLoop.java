package dev.weft;

import dev.weft.debug.TaskDump;
import dev.weft.loop.Clock;
import dev.weft.loop.Poller;
import dev.weft.loop.SelectorLoop;
import dev.weft.loop.SelectorPoller;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks and callbacks, one at a time, in one thread: asyncio's event loop.
 *
 * <p>It belongs to the thread that runs it. For other threads there are {@link #callSoonThreadsafe}
 * and {@link Asyncio#runCoroutineThreadsafe}, through which they call the rest, such as {@link
 * #stop}; and what says so: {@link #dump}, and {@link #close} of a loop made by {@link
 * #on(Executor)}.
 *
 * <p>How a turn goes is told in {@link SelectorLoop#runOnce}, how a task is stepped in {@link
 * Task#step}; this class is the door to both.
 */
@SuppressWarnings(
    "this-escape") // Its parts are given the loop and ask it nothing before it is made.
public class EventLoop implements AutoCloseable {
  private static volatile @Nullable EventLoop defaultLoop;

  private final Clock clock;
  private final Poller poller;
  private final SelectorLoop turns;
  private final LoopTasks tasks = new LoopTasks(this);
  private final Reports reports = new Reports(this);
  private final Traces traces = new Traces();
  private final LoopExecutors executors = new LoopExecutors(this);
  private final Signals signals = new Signals(this);
  private final Channels channels;
  private final OpenResources resources = new OpenResources(this);
  private final DebugMode debug = new DebugMode(this);
  private final Observers observers;
  private final LoopRun run;
  private final OpenGenerators generators = new OpenGenerators(this);
  private final Set<Failure> unseenFailures = new LinkedHashSet<>();

  private final Handover handover = new Handover();

  /** Null outside the steps of tasks. */
  private @Nullable Task<?> currentTask;

  /** Set by the thread that closes the loop; read by others, too. */
  private volatile boolean closed;

  /** Jobs in executors that will report back. */
  private int outsideJobs;

  /** Foreign stages that are waited for. */
  private int outsideStages;

  /**
   * A loop with its own time and its own way to wait. For Weft's testing module.
   *
   * @param clock the time
   * @param poller given the place where I/O entries go, the way to wait
   */
  @SuppressWarnings("exports") // Only dev.weft.testing, which sees these types, calls it.
  protected EventLoop(Clock clock, Function<Consumer<Object>, Poller> poller) {
    this.clock = clock;
    this.poller = poller.apply(this::addReady);
    debug.set(DebugMode.BY_DEFAULT);
    this.observers = new Observers(this, debug, clock);
    this.turns = new SelectorLoop(clock, this.poller, observers.dispatch());
    this.run = new LoopRun(this, turns, this.poller, observers);
    this.channels = new Channels(this, this.poller);
    LiveLoops.add(this);
  }

  /**
   * A new loop on a selector and the system's clock.
   *
   * @return the loop; close it when done
   */
  public static EventLoop create() {
    return new EventLoop(Clock.SYSTEM, SelectorPoller::new);
  }

  /**
   * A loop whose turns somebody else's thread takes, such as that of a user interface or of a Netty
   * event loop: {@code EventLoop.on(SwingUtilities::invokeLater)}. It starts at once.
   *
   * <p>From its first turn to its end it is the {@link #running} loop of that thread, also between
   * its turns: an action listener may call {@link Asyncio#createTask}. A thread of its own waits
   * for time and I/O meanwhile. While a callback pumps the events of its thread itself, as a modal
   * dialog does, the loop stands still.
   *
   * <p>{@link #runForever}, {@link #runUntilComplete} and {@link #stop} are refused. {@link #close}
   * may be called by any thread and returns at once: the loop goes on until its tasks, cancelled,
   * have ended.
   *
   * @param thread runs what it is given later, in order, in one thread
   * @return the loop
   */
  public static EventLoop on(Executor thread) {
    return on(thread, Clock.SYSTEM::nanos);
  }

  /**
   * A loop whose turns somebody else's thread takes, with that one's own idea of time.
   *
   * @param thread runs what it is given later, in order, in one thread
   * @param nanos a monotonic clock; one that is slower than real time is looked at more often
   * @return the loop
   * @see #on(Executor)
   */
  public static EventLoop on(Executor thread, LongSupplier nanos) {
    return new DrivenLoop(thread, nanos);
  }

  /**
   * The loop that runs in this thread.
   *
   * @return the running loop
   * @throws IllegalStateException if none does
   */
  public static EventLoop running() {
    EventLoop loop = runningOrNull();
    if (loop == null) {
      throw new IllegalStateException(
          "no running event loop: call this from async code, or run it with Asyncio.run");
    }
    return loop;
  }

  /**
   * The loop that runs in this thread, for code that may be called with and without one.
   *
   * @return the running loop, or null if none does
   */
  public static @Nullable EventLoop runningOrNull() {
    return ThreadState.get().running;
  }

  /**
   * Names the loop on which async methods that return a completion stage run when they are called
   * outside any loop.
   *
   * @param loop the loop, or null for none
   */
  public static void setDefault(@Nullable EventLoop loop) {
    defaultLoop = loop;
  }

  /**
   * What {@link #setDefault} named.
   *
   * @return the default loop, or null
   */
  public static @Nullable EventLoop getDefault() {
    return defaultLoop;
  }

  // ---- running

  /**
   * Runs until something is done.
   *
   * @param awaitable a future of this loop, or a coroutine, which becomes a task
   * @return its result
   * @param <T> the result
   */
  public <T> T runUntilComplete(Awaitable<T> awaitable) {
    requireOpen();
    return run.untilComplete(awaitable);
  }

  /** Runs until {@link #stop}. */
  public void runForever() {
    requireOpen();
    run.untilStopped();
  }

  /** Ends the run after the turn that is running now, or after one turn if none is. */
  public void stop() {
    run.stop();
  }

  /**
   * Closes the loop. Tasks that are not done are cancelled first and run to their end, so that
   * their {@code finally} blocks run; while another loop runs in this thread they cannot, and are
   * reported. Callbacks and timers are dropped. A second call does nothing.
   *
   * @throws IllegalStateException if it is running
   */
  @Override
  public void close() {
    if (isRunning()) {
      throw new IllegalStateException("Cannot close a running event loop: " + this);
    }
    if (closed) {
      return;
    }
    try {
      Shutdown.endTasks(this);
    } finally {
      dispose(); // Also if a task ends with what ends the loop, or the thread is interrupted.
    }
  }

  /** Closes the loop without running anything any more; tasks that are left are only reported. */
  void dispose() {
    tasks.unfinished().forEach(task -> Shutdown.reportDestroyed(this, task));
    List.copyOf(unseenFailures).forEach(Failure::report); // In order, the same in every run.
    closed = true;
    resources.closeAll();
    debug.end();
    signals.removeAll();
    executors.abandon();
    turns.close();
    LiveLoops.remove(this);
  }

  /**
   * Whether it is inside {@link #runForever} or {@link #runUntilComplete}. One made by {@link #on}
   * is running from its first turn to its end.
   *
   * @return whether it is running
   */
  public boolean isRunning() {
    return run.isRunning();
  }

  /**
   * Whether it takes nothing more: {@link #close} has come to its end. For any thread.
   *
   * @return whether it is closed
   */
  public boolean isClosed() {
    return closed;
  }

  /**
   * The loop's clock; it answers also after {@link #close}.
   *
   * @return nanoseconds, monotonic, since an arbitrary point
   */
  public long time() {
    return clock.nanos();
  }

  // ---- callbacks

  /**
   * Calls back in the next turn, in a copy of the current context.
   *
   * @param callback what to call
   * @return to take it back
   */
  public Handle callSoon(Runnable callback) {
    return callSoon(callback, Context.copyCurrent());
  }

  /**
   * Calls back in the next turn.
   *
   * @param callback what to call
   * @param context where it runs
   * @return to take it back
   */
  public Handle callSoon(Runnable callback, Context context) {
    requireUsable();
    Handle handle = debug.noted(new Handle(this, callback, context));
    turns.addReady(handle);
    return handle;
  }

  /**
   * Calls back in the next turn. For any thread; wakes the loop if it waits.
   *
   * @param callback what to call
   * @return to take it back, in the loop's thread only
   */
  public Handle callSoonThreadsafe(Runnable callback) {
    return callSoonThreadsafe(callback, Context.copyCurrent());
  }

  /**
   * Calls back in the next turn. For any thread; wakes the loop if it waits.
   *
   * @param callback what to call
   * @param context where it runs
   * @return to take it back, in the loop's thread only
   */
  public Handle callSoonThreadsafe(Runnable callback, Context context) {
    Handle handle = new Handle(this, callback, context);
    if (!offerFromOutside(handle)) {
      throw closedException();
    }
    return handle;
  }

  /**
   * Calls back later.
   *
   * @param delay how much later; zero or less is the next turn
   * @param callback what to call
   * @return to take it back
   */
  public TimerHandle callLater(Duration delay, Runnable callback) {
    return callLater(delay, callback, Context.copyCurrent());
  }

  /**
   * Calls back later.
   *
   * @param delay how much later; zero or less is the next turn
   * @param callback what to call
   * @param context where it runs
   * @return to take it back
   */
  public TimerHandle callLater(Duration delay, Runnable callback, Context context) {
    return callAt(deadlineIn(delay), callback, context);
  }

  /**
   * Calls back at a time. Timers with equal deadlines fire in the order they were scheduled.
   *
   * @param nanos when, on the clock of {@link #time}
   * @param callback what to call
   * @return to take it back
   */
  public TimerHandle callAt(long nanos, Runnable callback) {
    return callAt(nanos, callback, Context.copyCurrent());
  }

  /**
   * Calls back at a time. Timers with equal deadlines fire in the order they were scheduled.
   *
   * @param nanos when, on the clock of {@link #time}
   * @param callback what to call
   * @param context where it runs
   * @return to take it back
   */
  public TimerHandle callAt(long nanos, Runnable callback, Context context) {
    requireUsable();
    TimerHandle timer = debug.noted(new TimerHandle(this, nanos, callback, context));
    turns.addTimer(nanos, timer);
    return timer;
  }

  // ---- futures and tasks

  /**
   * A pending future of this loop.
   *
   * @return a new future
   * @param <T> its result
   */
  public <T> Future<T> createFuture() {
    return new Future<>(this);
  }

  /**
   * Schedules a coroutine: its first step runs in the next turn.
   *
   * @param coroutine what to run
   * @return its task
   * @param <T> the result
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine) {
    return createTask(coroutine, null);
  }

  /**
   * Schedules a coroutine under a name.
   *
   * @param coroutine what to run
   * @param name for messages; null for the default
   * @return its task
   * @param <T> the result
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine, @Nullable String name) {
    return tasks.create(coroutine, name, ThreadState.get());
  }

  /** The same for one who knows the thread. */
  <T> Task<T> createTask(Coroutine<T> coroutine, @Nullable String name, ThreadState here) {
    return tasks.create(coroutine, name, here);
  }

  /**
   * Schedules a coroutine that runs in a given context, not in a copy.
   *
   * @param coroutine what to run
   * @param name for messages; null for the default
   * @param context where its context variables live
   * @return its task
   * @param <T> the result
   */
  public <T> Task<T> createTask(Coroutine<T> coroutine, @Nullable String name, Context context) {
    return tasks.create(coroutine, name, context);
  }

  /**
   * Schedules an async lambda.
   *
   * @param body what to run
   * @return its task
   * @param <T> the result
   */
  public <T> Task<T> createTask(AsyncCallable<T> body) {
    return createTask(Lambdas.coroutine(body));
  }

  /**
   * Schedules an async lambda.
   *
   * @param body what to run
   * @return its task
   */
  public Task<Void> createTask(AsyncRunnable body) {
    return createTask(Lambdas.coroutine(body));
  }

  /**
   * What {@link #createTask(Coroutine)} does without a task factory; for task factories.
   *
   * @param coroutine what to run
   * @param name for messages; null for the default
   * @param context where its context variables live
   * @return its task
   * @param <T> the result
   */
  public <T> Task<T> scheduleTask(Coroutine<T> coroutine, @Nullable String name, Context context) {
    return tasks.schedule(newTask(coroutine, name, context));
  }

  <T> Task<T> newTask(Coroutine<T> coroutine, @Nullable String name, Context context) {
    return new Task<>(this, coroutine, name, context);
  }

  /** Runs the first step inside the call, if the loop runs; else schedules the task. */
  <T> Task<T> startEagerly(Task<T> task) {
    return tasks.startEagerly(task);
  }

  /** A future as it is, a coroutine as a new task. */
  <T> Future<T> ensureFuture(Awaitable<T> awaitable) {
    return tasks.ensureFuture(awaitable);
  }

  /**
   * Decides how tasks are made.
   *
   * @param factory for instance {@link TaskFactory#EAGER}; null for the default
   */
  public void setTaskFactory(@Nullable TaskFactory factory) {
    tasks.setFactory(factory);
  }

  /**
   * What {@link #setTaskFactory} set.
   *
   * @return the factory, or null
   */
  public @Nullable TaskFactory taskFactory() {
    return tasks.factory();
  }

  /**
   * The task whose step is running.
   *
   * @return the current task; null in a plain callback, or when the loop does not run
   */
  public @Nullable Task<?> currentTask() {
    return currentTask;
  }

  /**
   * The tasks that are not done.
   *
   * @return a new set, in creation order
   */
  public Set<Task<?>> allTasks() {
    return tasks.unfinished();
  }

  // ---- threads

  /**
   * Runs blocking code elsewhere.
   *
   * @param executor where; null for the default executor
   * @param blocking what to call there
   * @return a future of this loop; cancelling it keeps a job that has not started from starting
   * @param <T> the result
   */
  public <T> Future<T> runInExecutor(@Nullable Executor executor, Callable<T> blocking) {
    requireUsable();
    return executors.run(executor, blocking);
  }

  /**
   * Decides where {@code runInExecutor(null, ..)} and {@code toThread} run.
   *
   * @param executor shut down by {@link #shutdownDefaultExecutor}
   */
  public void setDefaultExecutor(ExecutorService executor) {
    executors.setDefault(executor);
  }

  /**
   * Refuses new jobs for the default executor and waits for the running ones.
   *
   * @return done when they are
   */
  public Coroutine<Void> shutdownDefaultExecutor() {
    return shutdownDefaultExecutor(null);
  }

  /**
   * Refuses new jobs for the default executor and waits for the running ones, but not for ever.
   *
   * @param timeout after it there is a warning and no more waiting; null for no limit
   * @return done when they are, or when the time is up
   */
  public Coroutine<Void> shutdownDefaultExecutor(@Nullable Duration timeout) {
    return executors.shutdown(timeout);
  }

  /**
   * Closes the async generators that have begun and not ended. What they fail with is reported.
   *
   * @return done when they have ended
   */
  public Coroutine<Void> shutdownAsyncGenerators() {
    return generators.shutdown();
  }

  /**
   * Calls back in the loop when the process gets a signal.
   *
   * @param signal its name without SIG, as {@code INT}
   * @param callback replaces an earlier one for the same signal
   * @throws IllegalArgumentException if there is no such signal, or it cannot be caught
   */
  public void addSignalHandler(String signal, Runnable callback) {
    requireUsable();
    signals.add(signal, callback);
  }

  /**
   * Gives a signal back its former meaning.
   *
   * @param signal its name without SIG
   * @return whether there was a handler of this loop
   */
  public boolean removeSignalHandler(String signal) {
    return signals.remove(signal);
  }

  // ---- channels

  /**
   * Calls back in every turn in which a channel can be read from, or accepts, until it is removed
   * or closed: asyncio's add_reader.
   *
   * @param channel in non-blocking mode
   * @param callback replaces an earlier one for the same channel; runs in a copy of this context
   */
  public void addReader(SelectableChannel channel, Runnable callback) {
    requireUsable();
    channels.addReader(channel, callback);
  }

  /**
   * Stops calling back for {@link #addReader}; to be called before the channel is closed or never.
   *
   * @param channel what was watched
   * @return whether it was
   */
  public boolean removeReader(SelectableChannel channel) {
    return !closed && channels.removeReader(channel);
  }

  /**
   * Calls back in every turn in which a channel can be written to, or has a connection to finish,
   * until it is removed or closed: asyncio's add_writer.
   *
   * @param channel in non-blocking mode
   * @param callback replaces an earlier one for the same channel; runs in a copy of this context
   */
  public void addWriter(SelectableChannel channel, Runnable callback) {
    requireUsable();
    channels.addWriter(channel, callback);
  }

  /**
   * Stops calling back for {@link #addWriter}.
   *
   * @param channel what was watched
   * @return whether it was
   */
  public boolean removeWriter(SelectableChannel channel) {
    return !closed && channels.removeWriter(channel);
  }

  /**
   * Closes a channel so that its descriptor is given back before the next turn. Closed otherwise, a
   * channel that is watched keeps its descriptor until the loop next looks for I/O: a server would
   * go on listening for a while.
   *
   * @param channel watched or not
   * @throws IOException if closing fails
   */
  public void closeChannel(SelectableChannel channel) throws IOException {
    channel.close();
    poller.lookSoon();
  }

  /**
   * Closes something when the loop is closed, if nobody has done so before: what holds descriptors
   * or processes must not outlive the loop it needs.
   *
   * @param resource closed once, by the thread that closes the loop, after all tasks have ended
   */
  public void addResource(AutoCloseable resource) {
    requireUsable();
    resources.add(resource);
  }

  /**
   * Takes back {@link #addResource}: it is closed already, or somebody else sees to it.
   *
   * @param resource what was added
   */
  public void removeResource(AutoCloseable resource) {
    resources.remove(resource);
  }

  // ---- failures and debugging

  /**
   * Decides what happens with failures that nobody receives.
   *
   * @param handler told about each; null for the default, which logs them
   */
  public void setExceptionHandler(@Nullable ExceptionHandler handler) {
    reports.setHandler(handler);
  }

  /**
   * What {@link #setExceptionHandler} set.
   *
   * @return the handler, or null
   */
  public @Nullable ExceptionHandler exceptionHandler() {
    return reports.handler();
  }

  /**
   * Reports a failure that nobody receives.
   *
   * @param context what happened
   */
  public void callExceptionHandler(ExceptionContext context) {
    reports.report(context);
  }

  /**
   * What is done when no handler is set: logs to the System.Logger {@code dev.weft}.
   *
   * @param context what happened
   */
  public void defaultExceptionHandler(ExceptionContext context) {
    Reports.log(context);
  }

  /**
   * Switches debug mode: slow callbacks are reported, calls from foreign threads refused, futures
   * remember where they were made, coroutines that are never awaited are reported.
   *
   * @param on whether to debug
   */
  public void setDebug(boolean on) {
    debug.set(on);
    observe();
  }

  /**
   * Switches the watchdog: a thread that tells of a step or callback that holds the loop for {@link
   * #slowCallbackDuration} or longer, with its stack, while it does. In debug mode a loop in real
   * time has it anyway. It costs two reads of the clock a step.
   *
   * @param on whether to watch
   */
  public void setWatchdog(boolean on) {
    observers.setWatchdog(on);
    observe();
  }

  /** Who looks on has changed. */
  private void observe() {
    turns.dispatchBy(observers.dispatch());
  }

  /** Puts events around entries from now on if a flight recording has begun. */
  void recordIfAsked() {
    if (observers.isToRecord()) {
      observe();
    }
  }

  /** A job for an executor, with its event if there is a recording. */
  <T> Callable<T> recorded(Callable<T> job) {
    return observers.recorded(job);
  }

  Observers observers() {
    return observers;
  }

  /**
   * Whether debug mode is on: by {@link #setDebug}, or from the start by the system property {@code
   * weft.debug} or the environment variable {@code WEFT_DEBUG}.
   *
   * @return whether it is on
   */
  public boolean isDebug() {
    return debug.isOn();
  }

  /**
   * From how long on a callback counts as slow in debug mode.
   *
   * @return 100 ms unless set
   */
  public Duration slowCallbackDuration() {
    return debug.slowCallbackDuration();
  }

  /**
   * Sets from how long on a callback counts as slow in debug mode.
   *
   * @param duration the new limit
   */
  public void setSlowCallbackDuration(Duration duration) {
    debug.setSlowCallbackDuration(duration);
  }

  /**
   * What the tasks of this loop do now, and who awaits whom. For any thread: from another one the
   * loop is asked, and looked at from outside if it is too busy to answer within a second.
   *
   * @return a value that can be shown as text, tree, JSON or picture
   */
  public TaskDump dump() {
    Thread runs = threadOrNull();
    return runs == null || runs == Thread.currentThread() ? Dumps.of(this) : LiveLoops.ask(this);
  }

  /**
   * Dumps of all loops of this process that are not closed. For any thread.
   *
   * @return one for each loop
   */
  public static List<TaskDump> dumpAll() {
    return LiveLoops.all().stream().map(EventLoop::dump).toList();
  }

  @Override
  public String toString() {
    return "<"
        + getClass().getSimpleName()
        + " running="
        + isRunning()
        + " closed="
        + closed
        + " debug="
        + isDebug()
        + ">";
  }

  // ---- inside the runtime

  Poller poller() {
    return poller;
  }

  SelectorLoop turns() {
    return turns;
  }

  /** Makes a thread the one that runs this loop; null for none. */
  void drivenBy(@Nullable ThreadState state) {
    run.drivenBy(state);
  }

  void addReady(Object entry) {
    turns.addReady(entry);
  }

  void addTimer(long when, Timed timer) {
    turns.addTimer(when, timer);
  }

  /** A callback of the runtime's own, in the next turn. */
  Handle soon(Runnable callback) {
    Handle handle = Handle.internal(this, callback);
    turns.addReady(handle);
    return handle;
  }

  /** The time that much later, on this loop's clock; never beyond the end of time. */
  long deadlineIn(Duration delay) {
    return Durations.later(time(), delay);
  }

  /** A timer of the runtime's own. */
  TimerHandle timer(long when, Runnable callback) {
    TimerHandle timer = new TimerHandle(this, when, callback, null);
    turns.addTimer(when, timer);
    return timer;
  }

  void timerCancelled() {
    turns.timerCancelled();
  }

  /** Adds an entry from any thread; false if the loop is closed. */
  boolean offerFromOutside(Object entry) {
    return turns.addFromOutside(entry);
  }

  /** The thread that runs this loop; only for code that runs in it. */
  ThreadState thread() {
    return run.thread();
  }

  boolean isRunByAnother(ThreadState state) {
    return run.isByAnother(state);
  }

  /** Makes a task the current one and gives the one it replaces. */
  @Nullable Task<?> enterTask(@Nullable Task<?> task) {
    Task<?> outer = currentTask;
    currentTask = task;
    return outer;
  }

  Handover handover() {
    return handover;
  }

  LoopTasks tasks() {
    return tasks;
  }

  void forget(Task<?> task) {
    tasks.ended(task);
  }

  Traces traces() {
    return traces;
  }

  OpenGenerators generators() {
    return generators;
  }

  Set<Failure> unseenFailures() {
    return unseenFailures;
  }

  /** Remembers in debug mode where a callback was made. */
  Handle noted(Handle handle) {
    return debug.noted(handle);
  }

  /** Remembers in debug mode where a future was made. */
  void created(Future<?> future) {
    debug.noted(future);
  }

  /** Remembers in debug mode where the current task made something. */
  <X> X notedByTask(X made) {
    return debug.notedByTask(made);
  }

  String originOf(Object object) {
    return debug.originOf(object);
  }

  @Nullable StackTraceElement originPlace(Object object) {
    return debug.placeOf(object);
  }

  @Nullable Long originTime(Object object) {
    return debug.timeOf(object);
  }

  void forEachTimer(ObjLongConsumer<Object> visitor) {
    turns.forEachTimer(visitor);
  }

  /** The entries of the next turn, without those that other threads are just adding. */
  int readyEntries() {
    return turns.readySize();
  }

  /** The thread that runs this loop, or null; any thread may ask, and may be told a moment late. */
  @Nullable Thread threadOrNull() {
    return run.threadOrNull();
  }

  void outsideJobs(int change) {
    outsideJobs += change;
  }

  void outsideStages(int change) {
    outsideStages += change;
  }

  /**
   * Reports now what would be reported when it is collected or when the loop is closed: failures
   * that nobody has seen, and in debug mode coroutines that nobody has awaited.
   */
  protected final void reportUnseen() {
    List.copyOf(unseenFailures).forEach(Failure::report);
    debug.reportNeverAwaited();
  }

  /**
   * Puts the entries of the next turn into another legal order: callbacks keep theirs among
   * themselves, steps of tasks may come anywhere.
   *
   * @param choose given n, one of the numbers from 0 to n - 1
   */
  protected final void permuteReady(IntUnaryOperator choose) {
    turns.reorderReady(entries -> ReadyOrder.permuted(entries, choose));
  }

  /**
   * The async generators that have begun and not ended.
   *
   * @return each in words, in debug mode with the place where it was first asked for an element
   */
  protected final List<String> openGenerators() {
    return generators.texts();
  }

  /**
   * The streams, servers and other resources that nobody has closed.
   *
   * @return each in words, in debug mode with the place where it was opened
   */
  protected final List<String> openResources() {
    return resources.texts();
  }

  /**
   * How many jobs run in executors.
   *
   * @return jobs that will report back
   */
  protected final int outsideJobs() {
    return outsideJobs;
  }

  /**
   * How many foreign stages are waited for.
   *
   * @return stages that will report back when they are done
   */
  protected final int outsideStages() {
    return outsideStages;
  }

  /**
   * Whether the loop runs until something is done.
   *
   * @return whether it is inside {@link #runUntilComplete}
   */
  protected final boolean runsUntilComplete() {
    return run.isUntilComplete();
  }

  /** A callback threw: the loop goes on, unless the failure is fatal. */
  void callbackFailed(Object callback, Handle handle, Throwable failure) {
    if (Fatal.is(failure)) {
      throw Sneaky.rethrow(failure);
    }
    callExceptionHandler(
        ExceptionContext.of("Exception in callback " + callback)
            .withException(failure)
            .with(handle));
  }

  void requireUsable() {
    requireOpen();
    debug.requireLoopThread();
  }

  private void requireOpen() {
    if (closed) {
      throw closedException();
    }
  }

  static IllegalStateException closedException() {
    return new IllegalStateException("Event loop is closed");
  }
}
