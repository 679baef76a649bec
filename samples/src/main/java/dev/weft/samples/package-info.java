/**
 * Recipes, one a file. Each prints what it does and has a {@code main}; begin with {@link
 * dev.weft.samples.Hello}. {@code samples/README.md} lists them by topic.
 */
package dev.weft.samples;
