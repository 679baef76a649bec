package dev.weft;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Generates facades of a class or interface, for callers that do not await: next to a {@code Shop}
 * a {@code ShopBlocking} and a {@code ShopFutures}, in the same package.
 *
 * <p>For {@code Coroutine<Integer> price(String sku) throws IOException} they have
 *
 * <ul>
 *   <li>{@code int price(String sku) throws IOException}, which runs the method to its end on a
 *       loop of its own, or on that of a {@link Runner} given to the constructor; called from a
 *       running loop it fails, as it would stop the loop;
 *   <li>{@code CompletableFuture<Integer> price(String sku)}, which runs it on the loop given to
 *       the constructor, and may be called from any thread; cancelling the future cancels the task.
 * </ul>
 *
 * <p>Every method is there that is not private and returns a {@link Coroutine} or a {@link Task},
 * inherited ones too. One that returns a {@link java.util.concurrent.CompletionStage} or {@link
 * java.util.concurrent.CompletableFuture} is there if it is {@link Async} or abstract. Async
 * generators are left out: they have no single result. Facades of nested types are named {@code
 * Outer_InnerBlocking} and {@code Outer_InnerFutures}.
 *
 * <p>A result that is a box becomes the primitive, except one marked {@code @Nullable} as in {@code
 * Coroutine<@Nullable Integer>}; {@code Void} becomes {@code void}.
 */
// Not @Documented: it is no part of what the annotated type promises, and javac would ask modules
// that export such a type for `requires transitive`.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface AsyncFacade {
  /**
   * Whether to generate the facade whose methods block.
   *
   * @return true unless said otherwise
   */
  boolean blocking() default true;

  /**
   * Whether to generate the facade whose methods return futures.
   *
   * @return true unless said otherwise
   */
  boolean future() default true;
}
