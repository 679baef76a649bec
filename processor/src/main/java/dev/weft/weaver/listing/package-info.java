/**
 * Methods as text, for people who want to see what the passes do.
 *
 * <p>Read {@link dev.weft.weaver.listing.MethodListing} first, a method as the tour shows it;
 * {@link dev.weft.weaver.listing.ListingFiles} is what {@code -Aweft.dump} asks for, {@link
 * dev.weft.weaver.listing.StatePicture} the picture beside it.
 */
@NullMarked
package dev.weft.weaver.listing;

import org.jspecify.annotations.NullMarked;
