/**
 * Random Java programs, woven and run against a twin that never suspends.
 *
 * <p>{@link dev.weft.weaver.random.RandomProgram} writes a class whose async methods call each
 * other, {@link dev.weft.weaver.random.RandomMethod} the body of one of them; {@link
 * dev.weft.weaver.random.Dialect} makes two source files of it, {@link
 * dev.weft.weaver.random.Twins} compiles and compares them. They differ in what they import: {@link
 * dev.weft.weaver.random.AsyncWorld} or {@link dev.weft.weaver.random.PlainWorld}. What both do is
 * written down in a {@link dev.weft.weaver.random.Trace}.
 */
package dev.weft.weaver.random;
