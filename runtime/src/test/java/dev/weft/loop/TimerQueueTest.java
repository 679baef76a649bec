package dev.weft.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Timers come out by deadline, then by order of addition; the dead do not pile up. */
final class TimerQueueTest {
  private final Set<Object> cancelled = new HashSet<>();
  private final TimerQueue timers = new TimerQueue(new Cancellable());

  @Test
  void emptyQueueHasNoDeadline() {
    assertThat(timers.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    assertThat(timers.pollDue(Long.MAX_VALUE)).isNull();
  }

  @Test
  void entryIsDueAtItsDeadline() {
    timers.add(10, "a");
    assertThat(timers.nextDeadline()).isEqualTo(10);
    assertThat(timers.pollDue(9)).isNull();
    assertThat(timers.pollDue(10)).isEqualTo("a");
    assertThat(timers.pollDue(10)).isNull();
  }

  @Test
  void equalDeadlinesAreFirstInFirstOut() {
    List<Object> added = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      timers.add(7, i);
      added.add(i);
    }
    assertThat(takeAllDue(7)).isEqualTo(added);
  }

  @Test
  void behavesLikeAStableSortWhateverIsAddedTakenAndCancelled() {
    for (int seed = 0; seed < 200; seed++) {
      compareWithModel(new Random(seed), "seed " + seed);
    }
  }

  @Test
  void deadAtTheHeadAreDroppedBeforeTheDeadlineIsAsked() {
    timers.add(1, "a");
    timers.add(2, "b");
    timers.add(3, "c");
    cancel("a");
    cancel("c");
    assertThat(timers.nextDeadline()).isEqualTo(2);
    assertThat(timers.size()).isEqualTo(2);
    assertThat(timers.pollDue(3)).isEqualTo("b");
    assertThat(timers.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    assertThat(timers.size()).isZero();
  }

  @Test
  void largeQueueIsRebuiltWhenMoreThanHalfAreDead() {
    fill(102);
    cancelFromTheEnd(51);
    timers.nextDeadline();
    assertThat(timers.size()).as("just half: kept").isEqualTo(102);
    cancel(50);
    timers.nextDeadline();
    assertThat(timers.size()).isEqualTo(50);
    assertThat(takeAllDue(1000)).hasSize(50).startsWith(0, 1, 2).endsWith(49);
  }

  @Test
  void queueOfAHundredIsNotRebuilt() {
    fill(100);
    cancelFromTheEnd(99);
    timers.nextDeadline();
    assertThat(timers.size()).isEqualTo(100);
  }

  @Test
  void givesMemoryBackWhenTheDeadAreRemoved() {
    fill(100_000);
    cancelFromTheEnd(99_990);
    timers.nextDeadline();
    assertThat(timers.capacity()).isEqualTo(1024);
    assertThat(takeAllDue(100_000)).hasSize(10);
  }

  @Test
  void givesMemoryBackAfterABurst() {
    fill(100_000);
    assertThat(takeAllDue(100_000)).hasSize(100_000);
    assertThat(timers.capacity()).isEqualTo(1024);
  }

  @Test
  void countOfDeadThatIsTooHighLosesNothing() {
    fill(200);
    for (int i = 0; i < 500; i++) {
      timers.cancelled();
    }
    assertThat(timers.nextDeadline()).isZero();
    assertThat(takeAllDue(200)).hasSize(200);
  }

  @Test
  void cancelledEntryInTheMiddleIsNotHandedOutWhenAllBecomeDueAtOnce() {
    fill(10);
    cancel(4);
    cancel(9);
    assertThat(takeAllDue(10)).containsExactly(0, 1, 2, 3, 5, 6, 7, 8);
    assertThat(timers.size()).isZero();
  }

  @Test
  void clearedQueueIsEmpty() {
    fill(500);
    timers.clear();
    assertThat(timers.size()).isZero();
    assertThat(timers.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    assertThat(timers.capacity()).isEqualTo(64);
  }

  private void compareWithModel(Random random, String seed) {
    cancelled.clear();
    timers.clear();
    List<Timer> model = new ArrayList<>();
    long now = 0;
    for (int step = 0; step < 300; step++) {
      for (int n = random.nextInt(10); n > 0; n--) {
        Timer timer = new Timer(now + random.nextInt(50));
        timers.add(timer.when, timer);
        model.add(timer);
      }
      for (int n = random.nextInt(9); n > 0 && !model.isEmpty(); n--) {
        cancel(model.remove(random.nextInt(model.size())));
      }
      now += random.nextInt(5);
      model.sort(Comparator.comparingLong(timer -> timer.when)); // Stable.
      long next = model.isEmpty() ? Long.MAX_VALUE : model.get(0).when;
      assertThat(timers.nextDeadline()).as(seed).isEqualTo(next);
      List<Object> due = new ArrayList<>();
      while (!model.isEmpty() && model.get(0).when <= now) {
        due.add(model.remove(0));
      }
      assertThat(takeAllDue(now)).as(seed).isEqualTo(due);
      assertThat(timers.size()).as(seed).isBetween(model.size(), Math.max(100, 2 * model.size()));
    }
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      timers.add(i, i);
    }
  }

  private void cancelFromTheEnd(int count) {
    int size = timers.size();
    for (int i = size - count; i < size; i++) {
      cancel(i);
    }
  }

  private void cancel(Object entry) {
    cancelled.add(entry);
    timers.cancelled();
  }

  private List<Object> takeAllDue(long now) {
    List<Object> due = new ArrayList<>();
    Object entry;
    while ((entry = timers.pollDue(now)) != null) {
      due.add(entry);
    }
    return due;
  }

  private static final class Timer {
    final long when;

    Timer(long when) {
      this.when = when;
    }
  }

  private final class Cancellable implements Dispatch {
    @Override
    public void run(Object entry) {
      throw new AssertionError("a queue runs nothing");
    }

    @Override
    public boolean isCancelled(Object entry) {
      return cancelled.contains(entry);
    }
  }
}
