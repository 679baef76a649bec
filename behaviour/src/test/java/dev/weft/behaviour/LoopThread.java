package dev.weft.behaviour;

import dev.weft.EventLoop;

/** A loop that runs for ever in a thread of its own, until it is closed. */
final class LoopThread implements AutoCloseable {
  private final EventLoop loop = EventLoop.create();
  private final Thread thread = Threads.start(loop::runForever);

  EventLoop loop() {
    return loop;
  }

  @Override
  public void close() {
    loop.callSoonThreadsafe(loop::stop);
    Threads.join(thread);
    loop.close();
  }
}
