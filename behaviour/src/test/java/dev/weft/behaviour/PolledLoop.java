package dev.weft.behaviour;

import dev.weft.EventLoop;
import dev.weft.Handle;
import dev.weft.loop.Clock;
import dev.weft.loop.Poller;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A loop whose waiting the test sees and plays: what it was asked for, what it gives, how long. */
final class PolledLoop extends EventLoop {
  private final World world;

  PolledLoop() {
    this(new World());
  }

  private PolledLoop(World world) {
    super(world, world::serve);
    this.world = world;
  }

  /** The timeouts of all polls so far. */
  List<Long> polls() {
    return world.polls;
  }

  /** Moves the clock. */
  void advance(long nanos) {
    world.now += nanos;
  }

  /** Makes the next poll take this long, whatever its timeout. */
  void nextPollTakes(long nanos) {
    world.nextPollNanos = nanos;
  }

  /** Lets the next poll find that I/O is ready, for which {@code callback} waits. */
  void readyForIo(Runnable callback) {
    // Its handle is all that is wanted from this loop, which never runs.
    Handle handle = new PolledLoop().callSoon(callback);
    world.io.add(handle);
  }

  private static final class World implements Clock, Poller {
    private final List<Long> polls = new ArrayList<>();
    private final Deque<Object> io = new ArrayDeque<>();
    private Consumer<Object> ready = entry -> {};
    private long now;
    private long nextPollNanos = -1;

    World serve(Consumer<Object> readyEntries) {
      ready = readyEntries;
      return this;
    }

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void poll(long timeoutNanos) {
      polls.add(timeoutNanos);
      if (nextPollNanos >= 0) {
        now += nextPollNanos;
      } else if (timeoutNanos != Long.MAX_VALUE) {
        now += timeoutNanos;
      }
      nextPollNanos = -1;
      while (!io.isEmpty()) {
        ready.accept(io.remove());
      }
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
  }
}
