/**
 * Turns {@code @Async} methods into resumable state machines: bytes of a class file in, bytes out.
 * Knows nothing of javac.
 *
 * <p>Read {@link dev.weft.weaver.AsyncPipeline} first: it is the whole transformation of one
 * method, pass by pass. The passes are told apart by package: {@code analysis} looks and never
 * changes, {@code rewrite} changes code and keeps its meaning, {@code emit} writes new code from
 * finished plans. {@link dev.weft.weaver.Weaver} is the way in.
 */
@NullMarked
package dev.weft.weaver;

import org.jspecify.annotations.NullMarked;
