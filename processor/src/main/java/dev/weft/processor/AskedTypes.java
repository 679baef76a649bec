package dev.weft.processor;

import dev.weft.weaver.TypeLookup;
import java.util.function.Predicate;

/** What javac knows about classes, for another thread than its own. */
final class AskedTypes implements TypeLookup {
  private final JavacThread javac;
  private final TypeLookup types;

  /** Looks up in {@code types}, but by javac's thread only. */
  AskedTypes(JavacThread javac, TypeLookup types) {
    this.javac = javac;
    this.types = types;
  }

  @Override
  public Answer inherits(String type, String ancestor) {
    return javac.ask(() -> types.inherits(type, ancestor));
  }

  @Override
  public boolean carries(String annotationType, Predicate<String> wanted) {
    return javac.ask(() -> types.carries(annotationType, wanted));
  }

  @Override
  public String nameable(String type, String user) {
    return javac.ask(() -> types.nameable(type, user));
  }
}
