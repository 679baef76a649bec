package dev.weft.debug;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task in a {@link TaskDump}.
 *
 * @param id its number, different for each task of the process
 * @param name its name
 * @param state what it was doing
 * @param cancelling whether it had been asked to cancel
 * @param coroutine the source method it runs
 * @param waitsFor in words what it waited for; null unless it was waiting
 * @param awaitedBy the numbers of the tasks that waited for it, directly or through a gather, a
 *     task group, a shield
 * @param stack where it stood: the chain of awaits, innermost first
 * @param createdAt where it was made; known in debug mode only
 * @param age how long ago it was made, on the loop's clock; known in debug mode only
 */
public record TaskView(
    int id,
    String name,
    TaskState state,
    boolean cancelling,
    String coroutine,
    @Nullable String waitsFor,
    List<Integer> awaitedBy,
    List<StackTraceElement> stack,
    @Nullable StackTraceElement createdAt,
    @Nullable Duration age) {

  /**
   * A task whose lists are nobody else's.
   *
   * @param id its number
   * @param name its name
   * @param state what it was doing
   * @param cancelling whether it had been asked to cancel
   * @param coroutine the source method it runs
   * @param waitsFor what it waited for
   * @param awaitedBy who waited for it
   * @param stack where it stood
   * @param createdAt where it was made
   * @param age how long ago
   */
  public TaskView {
    awaitedBy = List.copyOf(awaitedBy);
    stack = List.copyOf(stack);
  }

  /** Its state in a word, with what cancelling adds. */
  String stateText() {
    return cancelling ? state.text() + ", cancelling" : state.text();
  }

  /** Its name, state, and what it waits for. */
  String headline() {
    return name + " (" + stateText() + (waitsFor == null ? "" : ": " + waitsFor) + ")";
  }
}
