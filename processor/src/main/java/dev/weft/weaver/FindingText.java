package dev.weft.weaver;

import java.util.Locale;

/** Findings in words, where there is no source to point at. */
public final class FindingText {
  private FindingText() {}

  /** Which page of {@code docs/problems} it is, where it is, and what. */
  public static String of(Finding finding) {
    String method = finding.method().isEmpty() ? "" : "." + finding.method() + "()";
    String line = finding.line() < 0 ? "" : ", line " + finding.line();
    return "["
        + id(finding.refusal())
        + "] "
        + finding.className()
        + method
        + line
        + ": "
        + words(finding.refusal())
        + (finding.arguments().isEmpty() ? "" : " " + finding.arguments());
  }

  /** The id of the processor's problem that says the same. */
  private static String id(Refusal refusal) {
    return switch (refusal) {
      case AWAIT_IN_STATIC_INITIALIZER -> "AwaitInInitializer";
      case AWAIT_METHOD_REFERENCE -> "AwaitAsMethodReference";
      case ASYNC_WITHOUT_BODY -> "AsyncAbstract";
      case UNSUPPORTED_CLASS_VERSION, UNSUPPORTED_BYTECODE -> "UnsupportedClassFile";
      default -> {
        StringBuilder id = new StringBuilder();
        for (String word : refusal.name().split("_", -1)) {
          id.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        yield id.toString();
      }
    };
  }

  private static String words(Refusal refusal) {
    return switch (refusal) {
      case NOT_WOVEN -> "this @Async method is not woven";
      case METHOD_TOO_LARGE -> "woven it would be too large (bytes, most)";
      case CLASS_TOO_LARGE -> "woven it would have too many constants";
      case UNSUPPORTED_CLASS_VERSION -> "its class file version is older than that of Java 8";
      default -> "cannot be woven: " + refusal.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}
