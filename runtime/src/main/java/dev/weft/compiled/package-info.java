/**
 * The contract between the runtime and woven code. For woven code only: it may change with every
 * version, together with the weaver.
 *
 * <p>{@link dev.weft.compiled.Frame} is what a call gives and what a suspended body keeps, {@link
 * dev.weft.compiled.Body} is the code.
 */
@NullMarked
package dev.weft.compiled;

import org.jspecify.annotations.NullMarked;
