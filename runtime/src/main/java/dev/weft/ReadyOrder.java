package dev.weft;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Another legal order of the entries of one turn.
 *
 * <p>Callbacks keep their order among themselves, because asyncio promises it and transports rely
 * on it. Steps of tasks may come in any order, among themselves and between the callbacks: nobody
 * promises in which order tasks go on that became ready in the same turn.
 */
final class ReadyOrder {
  private ReadyOrder() {}

  /**
   * Reorders.
   *
   * @param entries in the order in which they became ready
   * @param choose given n, one of the numbers from 0 to n - 1; asked only where there is a choice
   */
  static List<Object> permuted(List<Object> entries, IntUnaryOperator choose) {
    List<Object> steps = new ArrayList<>();
    List<Object> callbacks = new ArrayList<>();
    for (Object each : entries) {
      Object entry = Children.takeTask(each);
      (entry instanceof Task<?> task && !task.isDone() ? steps : callbacks).add(entry);
    }
    List<Object> order = new ArrayList<>(entries.size());
    int nextCallback = 0;
    while (order.size() < entries.size()) {
      boolean callbackLeft = nextCallback < callbacks.size();
      int candidates = steps.size() + (callbackLeft ? 1 : 0);
      int chosen = candidates == 1 ? 0 : choose.applyAsInt(candidates);
      if (chosen < steps.size()) {
        order.add(steps.get(chosen));
        steps.set(chosen, steps.get(steps.size() - 1));
        steps.remove(steps.size() - 1);
      } else {
        order.add(callbacks.get(nextCallback++));
      }
    }
    return order;
  }
}
