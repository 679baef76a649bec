/** Methods as text, for people who want to see what the passes do. */
@NullMarked
package dev.weft.weaver.listing;

import org.jspecify.annotations.NullMarked;
