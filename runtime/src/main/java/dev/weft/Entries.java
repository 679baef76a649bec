package dev.weft;

import dev.weft.loop.Dispatch;

/** What each kind of entry in the loop's queues does when its turn comes. */
final class Entries implements Dispatch {
  static final Entries RUN = new Entries();

  private Entries() {}

  @Override
  public void run(Object entry) {
    if (entry instanceof Task<?> task) {
      task.runEntry();
    } else if (entry instanceof Future<?> future) {
      future.runEntry();
    } else if (entry instanceof Children children) {
      children.runEntry();
    } else if (entry instanceof Handle handle) {
      handle.runEntry();
    } else if (entry instanceof Channels.Watched channel) {
      channel.runEntry();
    } else {
      ((DoneCallback<?>) entry).runEntry();
    }
  }

  /** A recording may have begun since the last wait; one that never waits is asked at its start. */
  @Override
  public void idle() {
    EventLoop loop = EventLoop.runningOrNull();
    if (loop != null) {
      loop.recordIfAsked();
    }
  }

  /** An entry in words that any thread may ask for. */
  static String what(Object entry) {
    if (entry instanceof Future<?> future) {
      return future.label();
    }
    return "Callback " + (entry instanceof Handle handle ? handle.what() : entry.toString());
  }

  @Override
  public boolean isCancelled(Object entry) {
    return ((Timed) entry).isDead();
  }
}
