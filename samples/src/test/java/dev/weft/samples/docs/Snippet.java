package dev.weft.samples.docs;

import java.nio.file.Path;
import java.util.List;

/**
 * A block of Java in a document.
 *
 * @param document where it stands
 * @param line the first line of its code in the document
 * @param heading the nearest heading above it
 * @param statements whether it is the inside of an async method, and not declarations
 * @param context declarations and imports that the block takes for granted
 * @param code the block
 * @param prints what the block of text below it says that running it prints; empty if there is none
 */
record Snippet(
    Path document,
    int line,
    String heading,
    boolean statements,
    List<String> context,
    List<String> code,
    List<String> prints) {

  String name() {
    return document + ":" + line;
  }

  boolean isRun() {
    return !prints.isEmpty();
  }
}
