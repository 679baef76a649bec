package dev.weft.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.TimerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One turn, seen from the poll: semantics 3, 4, 7 and 17. */
class LoopTurnsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long UNLIMITED = Long.MAX_VALUE;

  private final PolledLoop loop = new PolledLoop();
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  /** 3. */
  @Test
  void whatWasReadyComesBeforeIoAndIoBeforeTimers() {
    loop.callLater(Duration.ofSeconds(2), () -> events.add("later timer"));
    loop.callLater(Duration.ofSeconds(1), () -> events.add("earlier timer"));
    loop.callSoon(() -> events.add("ready"));
    loop.readyForIo(() -> events.add("io"));
    loop.nextPollTakes(2 * SECOND);

    Loops.turn(loop);

    assertThat(events).containsExactly("ready", "io", "earlier timer", "later timer");
  }

  /** 4. */
  @Test
  void thePollDoesNotWaitWhenSomethingIsReady() {
    loop.callLater(Duration.ofSeconds(1), () -> {});
    loop.callSoon(() -> loop.callSoon(loop::stop));

    loop.runForever();

    assertThat(loop.polls()).containsExactly(0L, 0L);
  }

  /** 4. */
  @Test
  void thePollWaitsForTheEarliestLiveTimer() {
    TimerHandle cancelled = loop.callLater(Duration.ofSeconds(1), () -> events.add("cancelled"));
    loop.callLater(Duration.ofSeconds(3), loop::stop);
    loop.callLater(Duration.ofSeconds(2), () -> events.add("two"));
    cancelled.cancel();

    loop.runForever();

    assertThat(loop.polls()).containsExactly(2 * SECOND, SECOND);
    assertThat(events).containsExactly("two");
  }

  /** 4. */
  @Test
  void thePollDoesNotWaitForATimerThatIsOverdue() {
    loop.callLater(Duration.ofSeconds(1), loop::stop);
    loop.advance(5 * SECOND);

    loop.runForever();

    assertThat(loop.polls()).containsExactly(0L);
  }

  /** 4. */
  @Test
  void thePollWaitsForADayAtMost() {
    loop.callLater(Duration.ofDays(1).plusSeconds(1), loop::stop);

    loop.runForever();

    assertThat(loop.polls()).containsExactly(24 * 3600 * SECOND, SECOND);
  }

  /** 4. */
  @Test
  void thePollWaitsWithoutLimitWhenThereIsNothingToDo() {
    loop.readyForIo(loop::stop);

    loop.runForever();

    assertThat(loop.polls()).containsExactly(UNLIMITED);
  }

  /** 7. */
  @Test
  void allTimersThatAreDueAfterThePollRunInThatTurn() {
    loop.callLater(Duration.ofSeconds(3), () -> events.add("3 s"));
    loop.callLater(Duration.ofSeconds(1), () -> events.add("1 s"));
    loop.callLater(Duration.ofSeconds(2), () -> events.add("2 s"));
    loop.callLater(Duration.ofSeconds(2).plusNanos(1), () -> events.add("after"));
    loop.nextPollTakes(2 * SECOND);

    Loops.turn(loop);

    assertThat(events).containsExactly("1 s", "2 s");
  }

  /** 17. */
  @Test
  void aLoopStoppedBeforeItRunsTakesOneTurnWithoutWaiting() {
    loop.callLater(Duration.ofSeconds(1), () -> events.add("timer"));
    loop.callSoon(
        () -> {
          events.add("first");
          loop.callSoon(() -> events.add("second"));
        });
    loop.stop();

    loop.runForever();

    assertThat(loop.polls()).containsExactly(0L);
    assertThat(events).containsExactly("first");
  }

  /** 17. */
  @Test
  void theIdiomOfStoppingSoonRunsOneWholeTurn() {
    loop.callSoon(loop::stop);
    loop.callSoon(() -> events.add("behind stop"));

    loop.runForever();

    assertThat(loop.polls()).containsExactly(0L);
    assertThat(events).containsExactly("behind stop");
  }
}
