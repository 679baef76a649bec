/**
 * Questions asked of javac's trees, after it has resolved every name in them.
 *
 * <p>Read {@link dev.weft.processor.check.Checks} first: it lists the questions. {@link
 * dev.weft.processor.check.Mentions} finds what they are asked of. Each check reports and returns
 * nothing; what a tree means is decided by symbol ({@link dev.weft.processor.check.WeftSymbols}),
 * never by how a name is spelt.
 */
@NullMarked
package dev.weft.processor.check;

import org.jspecify.annotations.NullMarked;
