/**
 * The documents are true: their Java compiles and prints what they say, their links lead somewhere,
 * and the projects to copy are up to date.
 *
 * <p>Begin with {@link DocsTest}. {@link Snippets} and {@link JavadocSnippets} find a {@link
 * Snippet}, {@link Program} makes it whole, and {@link Javac} compiles it.
 */
package dev.weft.samples.docs;
