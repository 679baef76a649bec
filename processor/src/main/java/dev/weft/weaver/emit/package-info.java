/**
 * Writes new code from finished plans and decides nothing.
 *
 * <p>{@link dev.weft.weaver.emit.StateMachine} makes a body resumable, {@link
 * dev.weft.weaver.emit.Factory} writes what callers call; both speak in the words of {@link
 * dev.weft.weaver.emit.FrameCode}.
 */
@NullMarked
package dev.weft.weaver.emit;

import org.jspecify.annotations.NullMarked;
