package dev.weft;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs several coroutines one after another on one loop and in one context: asyncio's Runner.
 * {@link Asyncio#run} is one for a single coroutine.
 *
 * <pre>{@code
 * try (Runner runner = new Runner()) {
 *   int apples = runner.run(load("apples"));
 *   int pears = runner.run(load("pears"));
 * }
 * }</pre>
 *
 * <pre>
 *   CREATED --run, loop--> OPEN --close--> CLOSED
 * </pre>
 *
 * <p>While it runs in the main thread, Ctrl-C cancels the coroutine and comes out as {@link
 * KeyboardInterrupt}.
 */
public final class Runner implements AutoCloseable {
  private final @Nullable Boolean debug;
  private final Supplier<? extends EventLoop> loopFactory;
  private @Nullable EventLoop loop;
  private @Nullable Context context;
  private boolean closed;

  /** A runner with a new loop. */
  public Runner() {
    this(builder());
  }

  private Runner(Builder builder) {
    this.debug = builder.debug;
    this.loopFactory = builder.loopFactory;
  }

  /**
   * A runner made to measure.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Runs a coroutine.
   *
   * @param main what to run
   * @return its result
   * @param <T> the result
   */
  public <T> T run(Coroutine<T> main) {
    return run(main, null);
  }

  /**
   * Runs a coroutine in a context of its own.
   *
   * @param main what to run
   * @param where its context; null for the runner's, which all its runs share
   * @return its result
   * @param <T> the result
   */
  public <T> T run(Coroutine<T> main, @Nullable Context where) {
    requireNoRunningLoop("Runner.run()");
    EventLoop opened = loop();
    Context itsContext = where != null || context == null ? where : context;
    Task<T> task =
        opened.createTask(main, null, itsContext == null ? Context.copyCurrent() : itsContext);
    try (Interrupts interrupts = Interrupts.of(task)) {
      try {
        return opened.runUntilComplete(task);
      } catch (CancelledError e) {
        throw interrupts.explainCancellation() ? new KeyboardInterrupt() : e;
      }
    }
  }

  static void requireNoRunningLoop(String what) {
    if (EventLoop.runningOrNull() != null) {
      throw new IllegalStateException(what + " cannot be called from a running event loop");
    }
  }

  /**
   * The loop, made when it is first asked for.
   *
   * @return the loop
   * @throws IllegalStateException if the runner is closed
   */
  public EventLoop loop() {
    if (closed) {
      throw new IllegalStateException("Runner is closed");
    }
    EventLoop opened = loop;
    if (opened == null) {
      opened = loopFactory.get();
      if (debug != null) {
        opened.setDebug(debug);
      }
      context = Context.copyCurrent();
      loop = opened;
    }
    return opened;
  }

  /** Cancels what is left, waits for the default executor, closes the loop. */
  @Override
  public void close() {
    EventLoop opened = loop;
    if (closed || opened == null) {
      return;
    }
    try {
      Shutdown.of(opened);
    } finally {
      closed = true;
      loop = null;
      opened.dispose();
    }
  }

  /** Says how a {@link Runner} is to be. */
  public static final class Builder {
    private @Nullable Boolean debug;
    private Supplier<? extends EventLoop> loopFactory = EventLoop::create;

    private Builder() {}

    /**
     * Forces debug mode on or off; otherwise it is as by default.
     *
     * @param on whether to debug
     * @return this
     */
    public Builder debug(boolean on) {
      debug = on;
      return this;
    }

    /**
     * Says how to make the loop.
     *
     * @param factory called once, when the loop is first needed
     * @return this
     */
    public Builder loopFactory(Supplier<? extends EventLoop> factory) {
      loopFactory = factory;
      return this;
    }

    /**
     * The runner.
     *
     * @return a new runner
     */
    public Runner build() {
      return new Runner(this);
    }
  }
}
