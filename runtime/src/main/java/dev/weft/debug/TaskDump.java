package dev.weft.debug;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a loop's tasks were doing at one moment: a value, made by {@link dev.weft.EventLoop#dump}.
 *
 * @param loop the loop's own text
 * @param time the loop's time then
 * @param tasks the tasks that were not done, in the order in which they were made
 * @param timers the callbacks that were to be called later, the earliest first; sleeping tasks not
 *     included
 * @param ready how many entries the next turn would have run
 * @param jobs how many jobs of the loop were in executors
 * @param busyWith what the loop's thread was doing, if it did not answer in time; else empty
 */
public record TaskDump(
    String loop,
    Duration time,
    List<TaskView> tasks,
    List<TimerView> timers,
    int ready,
    int jobs,
    List<StackTraceElement> busyWith) {

  /**
   * A dump whose lists are nobody else's.
   *
   * @param loop the loop's own text
   * @param time the loop's time then
   * @param tasks the tasks that were not done
   * @param timers the callbacks that were to be called later
   * @param ready how many entries were ready
   * @param jobs how many jobs were in executors
   * @param busyWith what the loop's thread was doing, if it did not answer
   */
  public TaskDump {
    tasks = List.copyOf(tasks);
    timers = List.copyOf(timers);
    busyWith = List.copyOf(busyWith);
  }

  /**
   * The same with what the loop's thread was doing.
   *
   * @param stack the thread's stack
   * @return a new dump
   */
  public TaskDump withBusy(List<StackTraceElement> stack) {
    return new TaskDump(loop, time, tasks, timers, ready, jobs, stack);
  }

  /**
   * A task by its number.
   *
   * @param id see {@link TaskView#id}
   * @return the task, if it is in this dump
   */
  public Optional<TaskView> task(int id) {
    return tasks.stream().filter(task -> task.id() == id).findFirst();
  }

  /**
   * A table, one line a task: what asyncio's {@code ps} prints.
   *
   * @return text of several lines
   */
  public String text() {
    return TableText.of(this);
  }

  /**
   * Who awaits whom, with the source lines between: what asyncio's {@code pstree} prints.
   *
   * @return text of several lines
   */
  public String tree() {
    return TreeText.of(this);
  }

  /**
   * Everything, for programs.
   *
   * @return a JSON object
   */
  public String json() {
    return JsonText.of(this);
  }

  /**
   * Who awaits whom, as a picture.
   *
   * @return a Mermaid flowchart
   */
  public String mermaid() {
    return MermaidText.of(this);
  }

  /** The same as {@link #tree}. */
  @Override
  public String toString() {
    return tree();
  }
}
