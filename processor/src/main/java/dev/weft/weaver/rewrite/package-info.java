/**
 * Passes that change code and keep its meaning: after each of them the method still verifies and
 * does what it did before.
 *
 * <p>Read them in the order in which {@code AsyncPipeline} runs them. {@link
 * dev.weft.weaver.rewrite.MoveToBody} stands in the middle: those before it, such as {@link
 * dev.weft.weaver.rewrite.AwaitElements}, make awaits of loops, resources and emits; those behind
 * it, such as {@link dev.weft.weaver.rewrite.DelayAllocations}, prepare the body for being left and
 * entered again. Each says at its head what it finds and what it leaves; {@code docs/tour.md} shows
 * it.
 */
@NullMarked
package dev.weft.weaver.rewrite;

import org.jspecify.annotations.NullMarked;
