package dev.weft.weaver;

import java.util.List;

/**
 * What became of a class file.
 *
 * @param bytes the class file to use; the very array that was given when nothing changed
 * @param changed whether a method was woven
 * @param findings what could not be woven and why; such methods are left as they were
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
public record Woven(byte[] bytes, boolean changed, List<Finding> findings) {}
