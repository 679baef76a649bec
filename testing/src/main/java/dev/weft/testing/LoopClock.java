package dev.weft.testing;

import dev.weft.EventLoop;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A loop's time as a date: its time 0 is the beginning of the year 2000. */
final class LoopClock extends Clock {
  private static final Instant BEGINNING = Instant.parse("2000-01-01T00:00:00Z");

  private final EventLoop loop;
  private final ZoneId zone;

  LoopClock(EventLoop loop) {
    this(loop, ZoneOffset.UTC);
  }

  private LoopClock(EventLoop loop, ZoneId zone) {
    this.loop = loop;
    this.zone = zone;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new LoopClock(loop, other);
  }

  @Override
  public Instant instant() {
    return BEGINNING.plusNanos(loop.time());
  }
}
