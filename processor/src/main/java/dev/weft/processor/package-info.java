/**
 * How Weft sits in javac: events in, calls out, no bytecode here.
 *
 * <p>{@link dev.weft.processor.AsyncProcessor} is what javac starts; the {@link
 * dev.weft.processor.WeftProcessor} behind it hangs a {@link dev.weft.processor.GenerateListener}
 * on the compilation, which is the whole story, event by event: ANALYZE asks the questions of
 * {@link dev.weft.processor.check.Checks}, GENERATE has the class file woven ({@link
 * dev.weft.processor.Weaving}, the only door to the weaver), COMPILATION takes a {@link
 * dev.weft.processor.LastLook}. Where it helps, another thread weaves ({@link
 * dev.weft.processor.WeavingBeside}), which sees nothing of javac but what it asks for ({@link
 * dev.weft.processor.JavacThread}). {@link dev.weft.processor.WeftPlugin} runs in compilations that
 * forgot the processor, and says so.
 */
@NullMarked
package dev.weft.processor;

import org.jspecify.annotations.NullMarked;
