package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * What a thread is doing for Weft: which loop runs in it and in which context.
 *
 * <p>One object a thread, so that a running loop looks it up once and then works on its fields.
 */
final class ThreadState {
  private static final ThreadLocal<ThreadState> CURRENT = ThreadLocal.withInitial(ThreadState::new);

  /** The thread itself. */
  final Thread thread = Thread.currentThread();

  /** The loop that runs in this thread now; null when none does. */
  @Nullable EventLoop running;

  /**
   * The context that code has entered by {@link Context#run}; null where none was since the current
   * task's step began. So a step changes nothing here.
   */
  @Nullable Context entered;

  /** Where code outside of tasks is. */
  private final Context own = new Context();

  static ThreadState get() {
    return CURRENT.get();
  }

  /** Where {@link ContextVar}s are read and set now. */
  Context context() {
    Task<?> task = contextTask();
    return task != null ? task.context() : entered != null ? entered : own;
  }

  /** What is set there: to begin another context with, without making this one. */
  ContextValues contextValues() {
    Task<?> task = contextTask();
    return task != null ? task.contextValues() : context().values();
  }

  /** The task whose context is the current one. */
  private @Nullable Task<?> contextTask() {
    EventLoop loop = running;
    return entered != null || loop == null ? null : loop.currentTask();
  }
}
