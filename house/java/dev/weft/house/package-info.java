/**
 * Tools of the house tests: what a source file mentions, which package may use which, what a module
 * offers to its users.
 *
 * <p>Not a module: this folder is compiled into the tests of each module that uses it. Read {@link
 * dev.weft.house.Layer} for the layers and {@link dev.weft.house.ApiFile} for {@code api.txt}.
 */
@NullMarked
package dev.weft.house;

import org.jspecify.annotations.NullMarked;
