package dev.weft.processor.facade;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Javadoc comment: what it says, and its block tags.
 *
 * @param tags each with its {@code @name} and its text
 */
record DocComment(String body, List<String> tags) {
  static final DocComment NONE = new DocComment("", List.of());

  private static final Pattern TAG = Pattern.compile("^@\\w+", Pattern.MULTILINE);
  private static final Pattern THROWN = Pattern.compile("@(?:throws|exception)\\s+(\\S+)\\s*");

  /** Takes apart the text between the comment's delimiters. */
  static DocComment of(@Nullable String comment) {
    if (comment == null) {
      return NONE;
    }
    String text = comment.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    // It has nothing to inherit from on a facade.
    text = text.replace("{@inheritDoc}", "").strip();
    List<String> tags = new ArrayList<>();
    Matcher matcher = TAG.matcher(text);
    int end = text.length();
    List<Integer> starts = new ArrayList<>();
    while (matcher.find()) {
      starts.add(matcher.start());
    }
    for (int i = 0; i < starts.size(); i++) {
      int next = i + 1 < starts.size() ? starts.get(i + 1) : end;
      tags.add(text.substring(starts.get(i), next).strip());
    }
    String body = text.substring(0, starts.isEmpty() ? end : starts.get(0)).strip();
    return new DocComment(body, List.copyOf(tags));
  }

  /** Without the tags of that name. */
  DocComment without(String name) {
    return new DocComment(body, tags.stream().filter(tag -> !isNamed(tag, name)).toList());
  }

  /** Only with the tags of that name. */
  DocComment only(String name) {
    return new DocComment(body, tags.stream().filter(tag -> isNamed(tag, name)).toList());
  }

  /** With a paragraph at the end of what it says. */
  DocComment plus(String paragraph) {
    return new DocComment(body.isEmpty() ? paragraph : body + "\n\n<p>" + paragraph, tags);
  }

  /** With something to be read first. */
  DocComment after(String sentence) {
    return new DocComment(body.isEmpty() ? sentence : sentence + "\n\n<p>" + body, tags);
  }

  /** For a method that throws nothing, but returns a future that fails with the same. */
  DocComment failingInstead() {
    DocComment doc = without("throws").without("exception");
    if (doc.body.isEmpty()) {
      return doc; // A comment of tags alone has no sentence to go on from.
    }
    for (String tag : tags) {
      Matcher thrown = THROWN.matcher(tag);
      if (thrown.lookingAt()) {
        String why = tag.substring(thrown.end());
        doc = doc.plus(("The future fails with {@link " + thrown.group(1) + "} " + why).strip());
      }
    }
    return doc;
  }

  String text() {
    String block = String.join("\n", tags);
    return body.isEmpty() || block.isEmpty() ? body + block : body + "\n\n" + block;
  }

  private static boolean isNamed(String tag, String name) {
    return tag.startsWith("@" + name) && !Character.isLetter(charAt(tag, name.length() + 1));
  }

  private static char charAt(String text, int index) {
    return index < text.length() ? text.charAt(index) : ' ';
  }
}
