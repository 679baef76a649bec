package dev.weft.debug;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A callback in a {@link TaskDump} that was to be called later.
 *
 * @param what the callback in words
 * @param left how long it still had; negative if it was late
 * @param createdAt where it was scheduled; known in debug mode only
 */
public record TimerView(String what, Duration left, @Nullable StackTraceElement createdAt) {}
