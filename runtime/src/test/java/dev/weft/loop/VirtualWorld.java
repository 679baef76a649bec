package dev.weft.loop;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A loop whose clock stands still until it waits, and a record of what it did. */
final class VirtualWorld implements Clock, Poller, Dispatch {
  final List<String> record = new ArrayList<>();

  /** The timeouts of all polls so far. */
  final List<Long> polls = new ArrayList<>();

  final Set<Object> cancelled = new HashSet<>();
  final SelectorLoop loop = new SelectorLoop(this, this, this);
  long now;
  int wakeUps;
  int closes;

  /** What the next poll finds, once. */
  Runnable duringPoll = () -> {};

  /** What happens while the clock is read, once: a thread at the worst moment. */
  Runnable duringNanos = () -> {};

  @Override
  public long nanos() {
    Runnable happens = duringNanos;
    duringNanos = () -> {};
    happens.run();
    return now;
  }

  @Override
  public void poll(long timeoutNanos) {
    polls.add(timeoutNanos);
    Runnable found = duringPoll;
    duringPoll = () -> {};
    found.run();
    if (timeoutNanos != Long.MAX_VALUE) {
      now += timeoutNanos;
    }
  }

  @Override
  public void wakeUp() {
    wakeUps++;
  }

  @Override
  public void close() {
    closes++;
  }

  @Override
  public void run(Object entry) {
    if (cancelled.contains(entry)) {
      return;
    }
    if (entry instanceof Runnable action) {
      action.run();
    } else {
      record.add((String) entry);
    }
  }

  @Override
  public boolean isCancelled(Object entry) {
    return cancelled.contains(entry);
  }

  void cancelTimer(Object entry) {
    cancelled.add(entry);
    loop.timerCancelled();
  }

  /** An entry that records its name and then acts. */
  Runnable entry(String name, Runnable action) {
    return () -> {
      record.add(name);
      action.run();
    };
  }
}
