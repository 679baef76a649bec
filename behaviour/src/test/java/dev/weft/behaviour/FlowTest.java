package dev.weft.behaviour;

import static dev.weft.Asyncio.await;
import static dev.weft.Asyncio.done;
import static dev.weft.Asyncio.emit;
import static dev.weft.Asyncio.end;
import static dev.weft.Asyncio.sleep;
import static dev.weft.Asyncio.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.Async;
import dev.weft.AsyncGenerator;
import dev.weft.AsyncIterable;
import dev.weft.AsyncIterator;
import dev.weft.Asyncio;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.testing.VirtualTimeLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** To and from {@code java.util.concurrent.Flow}. */
class FlowTest {
  private final List<Object> seen = new ArrayList<>();

  @Async
  private AsyncGenerator<Integer> numbers(int to) {
    try {
      for (int i = 0; i < to; i++) {
        await(yieldNow());
        seen.add("made " + i);
        emit(i);
      }
    } finally {
      seen.add("closed");
    }
    return end();
  }

  @Test
  void thereAndBackAgain() {
    assertThat(VirtualTimeLoop.run(roundTrip(100))).hasSize(100).startsWith(0, 1, 2).endsWith(99);
  }

  @Async
  private Coroutine<List<Integer>> roundTrip(int count) {
    return AsyncIterable.<Integer>from(numbers(count).toPublisher(EventLoop.running())).toList();
  }

  @Test
  void onlyAFewAreMadeAheadAndClosingCancels() {
    VirtualTimeLoop.run(takesTwo());

    assertThat(seen).contains("made 15", "closed").doesNotContain("made 16");
  }

  @Async
  private Coroutine<Void> takesTwo() {
    for (int each : AsyncIterable.<Integer>from(numbers(100).toPublisher(EventLoop.running()))) {
      if (each == 1) {
        break;
      }
      await(sleep(ofSeconds(1)));
    }
    await(sleep(ofSeconds(1)));
    assertThat(seen.get(seen.size() - 1)).isEqualTo("closed");
    return done();
  }

  @Test
  void failuresComeThrough() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(failing())).isInstanceOf(IOException.class);
  }

  @Async
  private Coroutine<List<Integer>> failing() {
    AsyncIterable<Integer> failing =
        numbers(9)
            .mapAsync(
                n -> {
                  if (n == 3) {
                    throw new IOException("3");
                  }
                  return n;
                });
    return AsyncIterable.<Integer>from(failing.toPublisher(EventLoop.running())).toList();
  }

  /** Publishers may not give null; the subscriber waited for ever then. */
  @Test
  void aSubscriberIsToldOfAnElementThatIsNull() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(withNull()))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("publishers cannot give null");
  }

  @Async
  private Coroutine<List<Integer>> withNull() {
    AsyncIterable<Integer> some = numbers(3).map(n -> n == 1 ? null : n);
    return AsyncIterable.<Integer>from(some.toPublisher(EventLoop.running())).toList();
  }

  /** At the end there was one still that had not been taken. */
  @Test
  void anElementThatWasNotTakenIsGoneAtTheEnd() {
    assertThatThrownBy(() -> VirtualTimeLoop.run(takesLate()))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Async
  private Coroutine<Integer> takesLate() {
    AsyncIterator<Integer> one = numbers(1).map(n -> n).iterator();
    await(one.advance());
    assertThat(await(one.advance())).isFalse();
    return done(one.next());
  }

  @Test
  void aPublisherWithThreadsOfItsOwn() {
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>()) {
      assertThat(Asyncio.<List<Integer>>run(submits(publisher))).hasSize(1000);
    }
  }

  @Async
  private static Coroutine<List<Integer>> submits(SubmissionPublisher<Integer> publisher) {
    List<Integer> got = new ArrayList<>();
    AsyncIterable<Integer> all = AsyncIterable.from(publisher);
    var collecting = Asyncio.createTask(all.forEach(n -> got.add(n)));
    await(yieldNow());
    await(
        Asyncio.toThread(
            () -> {
              for (int i = 0; i < 1000; i++) {
                publisher.submit(i);
              }
              publisher.close();
              return null;
            }));
    await(collecting);
    return done(got);
  }

  @Test
  void aClosedLoopSaysSoToItsSubscribers() {
    EventLoop loop = EventLoop.create();
    loop.close();
    numbers(1)
        .toPublisher(loop)
        .subscribe(
            new Flow.Subscriber<Integer>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                seen.add("subscribed");
              }

              @Override
              public void onNext(Integer item) {}

              @Override
              public void onError(Throwable error) {
                seen.add(error.getMessage());
              }

              @Override
              public void onComplete() {}
            });
    assertThat(seen).containsExactly("subscribed", "Event loop is closed");
  }
}
