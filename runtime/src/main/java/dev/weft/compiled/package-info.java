/**
 * The contract between the runtime and woven code. For woven code only: it may change with every
 * version, together with the weaver.
 *
 * <p>{@link dev.weft.compiled.Frame} is what a call gives and what a suspended body keeps, {@link
 * dev.weft.compiled.Body} is the code; {@link dev.weft.compiled.MediumFrame} and {@link
 * dev.weft.compiled.LargeFrame} keep more. {@link dev.weft.compiled.Attempt} is a coroutine of the
 * runtime that begins without a frame, and {@link dev.weft.compiled.Waiting} what it waits for if
 * it has to go on itself. {@link dev.weft.compiled.AsyncLambda} makes frames of lambdas, {@link
 * dev.weft.compiled.AsyncFor} and {@link dev.weft.compiled.AsyncWith} are the awaits in loops and
 * resources, {@link dev.weft.compiled.GeneratorFrame} a frame that emits. What generated facades
 * call is {@link dev.weft.compiled.BlockingCalls} and {@link dev.weft.compiled.FutureCalls}.
 */
@NullMarked
package dev.weft.compiled;

import org.jspecify.annotations.NullMarked;
