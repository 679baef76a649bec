/**
 * What tests of async code need: {@link dev.weft.testing.VirtualTimeLoop}, in which no test waits.
 */
@NullMarked
package dev.weft.testing;

import org.jspecify.annotations.NullMarked;
