/**
 * The names that woven code mentions, {@link dev.weft.weaver.names.RuntimeNames} and {@link
 * dev.weft.weaver.names.FrameClass}; those that the weaver knows of test frameworks, {@link
 * dev.weft.weaver.names.TestingNames}; and those that it makes up, {@link
 * dev.weft.weaver.names.GeneratedNames}. No class or member of Weft is named elsewhere in the
 * weaver.
 */
@NullMarked
package dev.weft.weaver.names;

import org.jspecify.annotations.NullMarked;
