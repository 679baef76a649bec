package dev.weft.house;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sources of one part of Weft may mention.
 *
 * <p>A package is written {@code a.b} for that package alone, {@code a.b..} for it and all below
 * it. {@link #only} speaks about Weft's own packages, {@link #never} about any.
 */
public final class Layer {
  private static final String OURS = "dev.weft..";

  private final String part;

  /** Packages of ours that may be mentioned beside the part itself; null: any. */
  private @Nullable List<String> allowed;

  private List<String> banned = List.of();

  private Layer(String part) {
    this.part = part;
  }

  /** The layer of a package. */
  public static Layer of(String part) {
    return new Layer(part);
  }

  /** Of Weft's own packages, this part may mention itself and these. */
  public Layer only(String... packages) {
    allowed = List.of(packages);
    return this;
  }

  /** This part may not mention these. */
  public Layer never(String... packages) {
    banned = List.of(packages);
    return this;
  }

  /** What the sources do against any of the layers, one line each; empty if all is well. */
  public static List<String> violations(List<Layer> layers, List<SourceFile> sources) {
    List<String> violations = new ArrayList<>();
    for (SourceFile source : sources) {
      for (Layer layer : layers) {
        layer.check(source, violations);
      }
    }
    return violations;
  }

  private void check(SourceFile source, List<String> violations) {
    if (!matches(part, source.packageName())) {
      return;
    }
    for (String mentioned : source.packagesMentioned()) {
      if (!permits(mentioned)) {
        violations.add(source.name() + " (" + part + ") must not mention " + mentioned);
      }
    }
  }

  private boolean permits(String mentioned) {
    if (anyMatches(banned, mentioned)) {
      return false;
    }
    return allowed == null
        || !matches(OURS, mentioned)
        || matches(part, mentioned)
        || anyMatches(allowed, mentioned);
  }

  private static boolean anyMatches(List<String> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    if (!pattern.endsWith("..")) {
      return name.equals(pattern);
    }
    String root = pattern.substring(0, pattern.length() - "..".length());
    return name.equals(root) || name.startsWith(root + ".");
  }
}
