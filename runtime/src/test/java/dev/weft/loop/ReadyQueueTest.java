package dev.weft.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A queue that behaves like any other, but gives memory back. */
final class ReadyQueueTest {
  private final ReadyQueue queue = new ReadyQueue();

  @Test
  void emptyQueueHasNothing() {
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.size()).isZero();
    assertThat(queue.poll()).isNull();
    assertThat(queue.size()).isZero();
  }

  @Test
  void behavesLikeAnArrayDequeWhateverTheOrderOfCalls() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      ReadyQueue queue = new ReadyQueue();
      ArrayDeque<Object> model = new ArrayDeque<>();
      for (int burst = 0; burst < 40; burst++) {
        boolean adding = random.nextBoolean();
        for (int n = random.nextInt(2000); n > 0; n--) {
          if (adding) {
            Object entry = new Object();
            queue.add(entry);
            model.add(entry);
          } else {
            assertThat(queue.poll()).as("seed %s", seed).isSameAs(model.poll());
          }
        }
        assertThat(queue.size()).as("seed %s", seed).isEqualTo(model.size());
        assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
      }
    }
  }

  @Test
  void givesMemoryBackAfterABurst() {
    fill(100_000);
    assertThat(queue.capacity()).isEqualTo(131_072);
    for (int turn = 0; turn < 20; turn++) {
      drain();
      queue.add("a few entries a turn");
    }
    assertThat(queue.capacity()).isEqualTo(1024);
    assertThat(queue.poll()).isEqualTo("a few entries a turn");
  }

  @Test
  void smallRingIsKept() {
    fill(1000);
    drain();
    assertThat(queue.capacity()).isEqualTo(1024);
  }

  @Test
  void clearedQueueIsEmptyAndSmall() {
    fill(5000);
    queue.clear();
    assertThat(queue.poll()).isNull();
    assertThat(queue.capacity()).isEqualTo(64);
    queue.add("next");
    assertThat(queue.poll()).isEqualTo("next");
  }

  @Test
  void takenEntryIsNotHeld() {
    Object entry = new Object();
    WeakReference<Object> reference = new WeakReference<>(entry);
    queue.add(entry);
    entry = null;
    assertThat(queue.poll()).isNotNull();
    assertThat(isCollected(reference)).isTrue();
  }

  private static boolean isCollected(WeakReference<?> reference) {
    for (int attempt = 0; attempt < 50 && reference.get() != null; attempt++) {
      System.gc();
    }
    return reference.get() == null;
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      queue.add(i);
    }
  }

  private void drain() {
    while (!queue.isEmpty()) {
      queue.poll();
    }
  }
}
