/**
 * The names that woven code mentions, {@link dev.weft.weaver.names.RuntimeNames}, and the names
 * that the weaver makes up, {@link dev.weft.weaver.names.GeneratedNames}. Names stand nowhere else.
 */
@NullMarked
package dev.weft.weaver.names;

import org.jspecify.annotations.NullMarked;
