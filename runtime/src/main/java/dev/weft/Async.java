package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may call {@code await}: it is rewritten into a resumable state machine
 * while it is compiled.
 *
 * <pre>{@code
 * static @Async Coroutine<Integer> price(String sku) {
 *   String page = await(fetch(sku)); // suspended here until it is there; no thread waits
 *   return done(page.length());
 * }
 * }</pre>
 *
 * <p>The return type decides what a call gives: a lazy {@link Coroutine}, a started {@link Task},
 * or a {@link java.util.concurrent.CompletionStage} or {@link
 * java.util.concurrent.CompletableFuture} for callers that know nothing of Weft.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Async {}
