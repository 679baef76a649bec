package dev.weft.weaver.analysis;

/**
 * A place in the frame that keeps one value: a field, or where the fields are used up an element of
 * an array.
 *
 * @param reference whether it keeps a reference; else a primitive value, as a long
 * @param index number among the cells of its sort
 */
public record Cell(boolean reference, int index) {}
