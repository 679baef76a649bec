package dev.weft;

/**
 * Something that {@code await} can wait for: a {@link Coroutine}, which starts when it is awaited,
 * or a {@link Future}, which completes on its own.
 *
 * @param <T> what the await gives
 */
public sealed interface Awaitable<T> permits Coroutine, Future {}
