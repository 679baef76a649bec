package dev.weft.processor;

import dev.weft.weaver.TypeLookup;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Asks once: a loop over a list, or a method with an annotation of the user's, comes again and
 * again. For one thread.
 */
final class RememberedTypes implements TypeLookup {
  private final TypeLookup types;

  /** By ancestor and type. */
  private final Map<String, Map<String, Answer>> inherits = new HashMap<>();

  /** By what is wanted and annotation type. */
  private final Map<Predicate<String>, Map<String, Boolean>> carries = new HashMap<>();

  /** By package of the user and type. */
  private final Map<String, Map<String, String>> nameable = new HashMap<>();

  RememberedTypes(TypeLookup types) {
    this.types = types;
  }

  @Override
  public Answer inherits(String type, String ancestor) {
    Map<String, Answer> known = below(inherits, ancestor);
    Answer answer = known.get(type);
    if (answer == null) {
      answer = types.inherits(type, ancestor);
      known.put(type, answer);
    }
    return answer;
  }

  @Override
  public boolean carries(String annotationType, Predicate<String> wanted) {
    Map<String, Boolean> known = below(carries, wanted);
    Boolean answer = known.get(annotationType);
    if (answer == null) {
      answer = types.carries(annotationType, wanted);
      known.put(annotationType, answer);
    }
    return answer;
  }

  /** What a class may name depends on its package, and on the module of that, and on no more. */
  @Override
  public String nameable(String type, String user) {
    Map<String, String> known = below(nameable, packageOf(user));
    String answer = known.get(type);
    if (answer == null) {
      answer = types.nameable(type, user);
      known.put(type, answer);
    }
    return answer;
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, Math.max(0, internalName.lastIndexOf('/')));
  }

  // Not computeIfAbsent: a lambda is a class more to be made in each javac.
  private static <K, V> Map<String, V> below(Map<K, Map<String, V>> all, K key) {
    Map<String, V> found = all.get(key);
    if (found == null) {
      found = new HashMap<>();
      all.put(key, found);
    }
    return found;
  }
}
