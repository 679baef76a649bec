package dev.weft.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of one turn is asyncio's. */
final class SelectorLoopTest {
  private static final long DAY = 24L * 3600 * 1_000_000_000;

  private final VirtualWorld world = new VirtualWorld();
  private final SelectorLoop loop = world.loop;

  @Test
  void entriesRunInTheOrderTheyWereAdded() {
    loop.addReady("a");
    loop.addReady("b");
    loop.runOnce();
    assertThat(world.record).containsExactly("a", "b");
  }

  @Test
  void entryAddedWhileRunningWaitsForTheNextTurn() {
    loop.addReady(world.entry("a", () -> loop.addReady("c")));
    loop.addReady("b");
    loop.runOnce();
    assertThat(world.record).containsExactly("a", "b");
    loop.runOnce();
    assertThat(world.record).containsExactly("a", "b", "c");
  }

  @Test
  void readyComesBeforeIoAndIoBeforeTimers() {
    loop.addTimer(0, "timer");
    world.duringPoll = () -> loop.addReady("io");
    loop.addReady("ready");
    loop.runOnce();
    assertThat(world.record).containsExactly("ready", "io", "timer");
  }

  @Test
  void threadThatAddsBeforeTheLoopsThreadComesFirst() {
    loop.addFromOutside("hello");
    loop.addReady("world");
    loop.addFromOutside("again");
    loop.runOnce();
    assertThat(world.record).containsExactly("hello", "world", "again");
  }

  @Test
  void entryOfAnotherThreadAddedDuringThePollComesBeforeTheIoFoundAfterIt() {
    world.duringPoll =
        () -> {
          loop.addFromOutside("thread");
          loop.addReady("io");
          loop.addFromOutside("late thread");
        };
    loop.addTimer(0, "timer");
    loop.runOnce();
    assertThat(world.record).containsExactly("thread", "io", "late thread", "timer");
  }

  @Test
  void entryOfAnotherThreadAddedWhileRunningWaitsForTheNextTurn() {
    loop.addReady(world.entry("a", () -> loop.addFromOutside("b")));
    loop.runOnce();
    assertThat(world.record).containsExactly("a");
    loop.runOnce();
    assertThat(world.record).containsExactly("a", "b");
  }

  @Test
  void timersRunInDeadlineOrderAndAtEqualDeadlinesInOrderOfAddition() {
    loop.addTimer(-1, "a");
    loop.addTimer(-2, "b");
    loop.addTimer(-1, "c");
    loop.runOnce();
    assertThat(world.record).containsExactly("b", "a", "c");
  }

  @Test
  void timerIsDueAtItsDeadlineNotBefore() {
    loop.addTimer(10, "timer");
    world.now = 9;
    loop.addReady("keeps the poll from waiting");
    loop.runOnce();
    assertThat(world.record).containsExactly("keeps the poll from waiting");
    world.now = 10;
    loop.runOnce();
    assertThat(world.record).containsExactly("keeps the poll from waiting", "timer");
  }

  @Test
  void pollDoesNotWaitWhenSomethingIsReady() {
    loop.addTimer(10, "timer");
    loop.addReady("a");
    loop.runOnce();
    assertThat(world.polls).containsExactly(0L);
  }

  @Test
  void pollDoesNotWaitWhenAnotherThreadAddedSomething() {
    loop.addFromOutside("a");
    loop.runOnce();
    assertThat(world.polls).containsExactly(0L);
  }

  @Test
  void pollDoesNotWaitWhileStopping() {
    loop.stopping(true);
    loop.runOnce();
    loop.stopping(false);
    loop.runOnce();
    assertThat(world.polls).containsExactly(0L, Long.MAX_VALUE);
  }

  @Test
  void pollWaitsUntilTheNextLiveTimer() {
    loop.addTimer(5, "dead");
    loop.addTimer(30, "timer");
    world.cancelTimer("dead");
    world.now = 10;
    loop.runOnce();
    assertThat(world.polls).containsExactly(20L);
    assertThat(world.record).containsExactly("timer");
  }

  @Test
  void pollNeverWaitsForLessThanNothing() {
    loop.addTimer(5, "timer");
    world.now = 10;
    loop.runOnce();
    assertThat(world.polls).containsExactly(0L);
  }

  @Test
  void pollWaitsADayAtMostForATimer() {
    loop.addTimer(2 * DAY, "timer");
    loop.runOnce();
    world.now = -10;
    loop.clear();
    loop.addTimer(Long.MAX_VALUE - 1, "an eternity that overflows");
    loop.runOnce();
    assertThat(world.polls).containsExactly(DAY, DAY);
    assertThat(world.record).isEmpty();
  }

  @Test
  void pollWaitsForEverWithoutTimers() {
    loop.runOnce();
    assertThat(world.polls).containsExactly(Long.MAX_VALUE);
  }

  @Test
  void cancelledTimersAtTheHeadAreDroppedEvenInABusyTurn() {
    loop.addTimer(5, "dead");
    world.cancelTimer("dead");
    loop.addReady("a");
    loop.runOnce();
    assertThat(loop.timerCount()).isZero();
    assertThat(loop.nextDeadline()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void timerCancelledByAnEarlierEntryOfTheSameTurnDoesNotRun() {
    loop.addReady(world.entry("a", () -> world.cancelTimer("timer")));
    loop.addTimer(0, "timer");
    loop.runOnce();
    assertThat(world.record).containsExactly("a");
  }

  @Test
  void fatalErrorEndsTheTurnAndKeepsTheRestInOrder() {
    loop.addReady("a");
    loop.addReady(
        (Runnable)
            () -> {
              loop.addReady("c");
              throw new StackOverflowError("fatal");
            });
    loop.addReady("b");
    assertThatThrownBy(loop::runOnce).isInstanceOf(StackOverflowError.class);
    assertThat(world.record).containsExactly("a");
    loop.runOnce();
    assertThat(world.record).containsExactly("a", "b", "c");
  }

  @Test
  void onlyALoopThatWaitsIsWokenUpAndOnceABatch() {
    loop.addFromOutside("before");
    assertThat(world.wakeUps).isZero();
    loop.runOnce();
    world.duringPoll =
        () -> {
          loop.addFromOutside("a");
          loop.addFromOutside("b");
        };
    loop.runOnce();
    assertThat(world.wakeUps).isEqualTo(1);
    loop.addFromOutside("after");
    assertThat(world.wakeUps).isEqualTo(1);
    assertThat(world.record).containsExactly("before", "a", "b");
  }

  @Test
  void entryOfAnotherThreadAddedJustBeforeTheWaitIsNotSleptOver() {
    loop.addTimer(10, "timer");
    // The loop has looked for such entries and asks how long to wait; it does not wait yet.
    world.duringNanos = () -> loop.addFromOutside("a");
    loop.runOnce();
    assertThat(world.wakeUps).isZero();
    assertThat(world.polls).containsExactly(0L);
    assertThat(world.record).containsExactly("a");
  }

  @Test
  void pollThatFailsDoesNotLeaveTheLoopWaiting() {
    world.duringPoll =
        () -> {
          throw new IllegalStateException("poll failed");
        };
    assertThatThrownBy(loop::runOnce).hasMessage("poll failed");
    loop.addFromOutside("a");
    assertThat(world.wakeUps).isZero();
  }

  @Test
  void countsIncludeOtherThreadsEntriesAndDeadTimers() {
    loop.addReady("a");
    loop.addFromOutside("b");
    loop.addTimer(7, "c");
    loop.addTimer(8, "d");
    world.cancelTimer("d");
    assertThat(loop.readyCount()).isEqualTo(2);
    assertThat(loop.timerCount()).isEqualTo(2);
    assertThat(loop.nextDeadline()).isEqualTo(7);
  }

  @Test
  void entryMayClearTheLoop() {
    loop.addReady((Runnable) loop::clear);
    loop.addReady("a");
    loop.addTimer(0, "b");
    loop.runOnce();
    assertThat(world.record).isEmpty();
    assertThat(loop.readyCount()).isZero();
    assertThat(loop.timerCount()).isZero();
  }

  @Test
  void closedLoopDropsItsEntriesAndRejectsNewOnes() {
    loop.addReady("a");
    loop.addTimer(0, "b");
    assertThat(loop.addFromOutside("c")).isTrue();
    loop.close();
    assertThat(loop.addFromOutside("d")).isFalse();
    assertThat(loop.readyCount()).isZero();
    assertThat(loop.timerCount()).isZero();
    assertThat(world.closes).isEqualTo(1);
  }

  @Test
  void sleepersWakeInDeadlineOrderInVirtualTime() {
    List<String> expected = new ArrayList<>();
    for (int seconds = 5; seconds >= 1; seconds--) {
      String name = seconds + "s";
      loop.addTimer(
          seconds * 1_000_000_000L,
          (Runnable) () -> world.record.add(name + " at " + world.now / 1_000_000_000));
    }
    for (int seconds = 1; seconds <= 5; seconds++) {
      expected.add(seconds + "s at " + seconds);
      loop.runOnce();
    }
    assertThat(world.record).isEqualTo(expected);
  }
}
