/** The names that woven code mentions, and the names that the weaver makes up. */
@NullMarked
package dev.weft.weaver.names;

import org.jspecify.annotations.NullMarked;
