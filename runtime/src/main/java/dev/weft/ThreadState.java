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

  /** Where {@link ContextVar}s are read and set now. */
  Context context = new Context();

  static ThreadState get() {
    return CURRENT.get();
  }
}
