/**
 * What asyncio does and we do, woven as a user's code is, in virtual time. The number in the
 * Javadoc of a test is its row in {@code docs/semantics.md}.
 *
 * <p>Most tests are a coroutine, what it wrote into a {@link dev.weft.behaviour.Trace}, and the
 * claim about that; {@link dev.weft.behaviour.Workers} are the coroutines that many of them use.
 * Begin with {@link dev.weft.behaviour.TaskSteppingTest} and {@link
 * dev.weft.behaviour.CancelDeliveryTest}. {@link dev.weft.behaviour.HandWoven} is a woven method
 * written by hand.
 */
package dev.weft.behaviour;
