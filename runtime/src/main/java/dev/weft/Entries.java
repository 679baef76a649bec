package dev.weft;

import dev.weft.loop.Dispatch;

/** What each kind of entry in the loop's queues does when its turn comes. */
final class Entries implements Dispatch {
  static final Entries RUN = new Entries();

  private Entries() {}

  @Override
  public void run(Object entry) {
    if (entry instanceof Future<?> future) {
      future.runEntry();
    } else if (entry instanceof Handle handle) {
      handle.runEntry();
    } else if (entry instanceof Channels.Watched channel) {
      channel.runEntry();
    } else {
      ((DoneCallback<?>) entry).runEntry();
    }
  }

  @Override
  public boolean isCancelled(Object entry) {
    return ((Timed) entry).isDead();
  }
}
