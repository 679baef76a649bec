package dev.weft.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** The queue as one thread sees it; {@link EntryQueueLincheckTest} sees it from several. */
final class EntryQueueTest {
  private final EntryQueue queue = new EntryQueue();

  @Test
  void onlyTheFirstOfABatchAsksForAWakeUp() {
    assertThat(queue.add("a")).isTrue();
    assertThat(queue.add("b")).isFalse();
    drain();
    assertThat(queue.add("c")).isTrue();
  }

  @Test
  void entriesAreDrainedInOrderBehindWhatIsReady() {
    ReadyQueue ready = new ReadyQueue();
    ready.add("ready");
    queue.add("a");
    queue.add("b");
    queue.add("c");
    queue.drainTo(ready);
    assertThat(all(ready)).containsExactly("ready", "a", "b", "c");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void drainOfAnEmptyQueueMovesNothing() {
    assertThat(queue.isEmpty()).isTrue();
    assertThat(drain()).isEmpty();
  }

  @Test
  void closedQueueRejectsAndDropsAndStaysClosed() {
    queue.add("a");
    queue.close();
    assertThat(drain()).isEmpty();
    assertThat(queue.isEmpty()).isTrue();
    assertThatThrownBy(() -> queue.add("b"))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("add(b) to a closed queue of a loop");
    queue.close();
    assertThat(drain()).isEmpty();
  }

  private List<Object> drain() {
    ReadyQueue ready = new ReadyQueue();
    queue.drainTo(ready);
    return all(ready);
  }

  private static List<Object> all(ReadyQueue ready) {
    List<Object> entries = new ArrayList<>();
    Object entry;
    while ((entry = ready.poll()) != null) {
      entries.add(entry);
    }
    return entries;
  }
}
