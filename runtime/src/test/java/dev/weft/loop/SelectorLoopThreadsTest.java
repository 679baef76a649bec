package dev.weft.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads against a real selector: nothing is lost, nothing overtakes, nobody oversleeps. */
@Timeout(60) // A lost wake-up must fail, not hang.
final class SelectorLoopThreadsTest {
  private static final int THREADS = 3;
  private static final int ENTRIES = 20_000;

  private final List<int[]> record = new ArrayList<>();
  private final SelectorLoop loop = newLoop();

  /** The size of the record, for the other threads. */
  private volatile int seen;

  @Test
  void everyEntryOfEveryThreadRunsOnceAndInOrder() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int id = 0; id < THREADS; id++) {
      threads.add(adder(id));
    }
    threads.forEach(Thread::start);
    while (record.size() < THREADS * ENTRIES) {
      loop.runOnce(); // Waits for ever: only a wake-up lets it go on.
    }
    for (Thread thread : threads) {
      thread.join();
    }
    int[] next = new int[THREADS];
    for (int[] entry : record) {
      assertThat(entry[1]).isEqualTo(next[entry[0]]++);
    }
    loop.close();
  }

  @Test
  void loopThatWaitsIsWokenUpForEveryEntry() throws InterruptedException {
    Thread pinger =
        new Thread(
            () -> {
              for (int i = 0; i < 2000; i++) {
                int before = i;
                loop.addFromOutside(new int[] {0, i});
                while (seen() == before) {
                  Thread.onSpinWait();
                }
              }
            });
    pinger.start();
    while (seen() < 2000) {
      loop.runOnce();
    }
    pinger.join();
    assertThat(record).hasSize(2000);
    loop.close();
  }

  private int seen() {
    return seen;
  }

  private Thread adder(int id) {
    return new Thread(
        () -> {
          for (int i = 0; i < ENTRIES; i++) {
            loop.addFromOutside(new int[] {id, i});
            for (int spins = i % 100 == 0 ? 1000 : 0; spins > 0; spins--) {
              Thread.onSpinWait(); // Lets the loop run dry and wait now and then.
            }
          }
        });
  }

  private SelectorLoop newLoop() {
    SelectorPoller poller = new SelectorPoller(entry -> {});
    return new SelectorLoop(
        System::nanoTime,
        poller,
        new Dispatch() {
          @Override
          public void run(Object entry) {
            record.add((int[]) entry);
            seen = record.size();
          }

          @Override
          public boolean isCancelled(Object entry) {
            return false;
          }
        });
  }
}
