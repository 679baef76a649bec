package dev.weft;

import org.jspecify.annotations.Nullable;

/** Makes the tasks of a loop: see {@link EventLoop#setTaskFactory}. */
@FunctionalInterface
public interface TaskFactory {
  /** Tasks whose first step runs inside {@code createTask}, as asyncio's eager tasks. */
  TaskFactory EAGER =
      new TaskFactory() {
        @Override
        public <T> Task<T> create(
            EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context) {
          return loop.startEagerly(loop.newTask(coroutine, name, context));
        }

        @Override
        public String toString() {
          return "TaskFactory.EAGER";
        }
      };

  /**
   * Makes a task.
   *
   * @param loop the loop it belongs to
   * @param coroutine what it runs
   * @param name its name, or null for the default one
   * @param context where its context variables live
   * @return the task, usually {@link EventLoop#scheduleTask}'s
   * @param <T> the result
   */
  <T> Task<T> create(
      EventLoop loop, Coroutine<T> coroutine, @Nullable String name, Context context);
}
