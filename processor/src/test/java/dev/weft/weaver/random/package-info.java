/**
 * Random Java methods, woven and run against a twin that never suspends.
 *
 * <p>{@link dev.weft.weaver.random.RandomMethod} writes the body of a method; {@link
 * dev.weft.weaver.random.Twins} makes two classes of it that differ only in what they import:
 * {@link dev.weft.weaver.random.AsyncWorld} or {@link dev.weft.weaver.random.PlainWorld}. What both
 * do is written down in a {@link dev.weft.weaver.random.Trace}.
 */
package dev.weft.weaver.random;
