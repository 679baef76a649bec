package dev.weft.weaver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/**
 * Looks types up in class files, without loading any class: for the agent and the command.
 *
 * <p>What is the JDK's by its name is not looked up: none of it inherits from a type of Weft, and
 * where only a class path is known it would not be found.
 */
public final class ClassFileTypes implements TypeLookup {
  private static final List<String> JDK = List.of("java/", "javax/", "jdk/", "sun/");

  private final Function<String, byte @Nullable []> classFiles;

  /** By internal name: what a class extends and implements, or nothing if it cannot be found. */
  private final Map<String, Optional<List<String>>> parents = new ConcurrentHashMap<>();

  /**
   * Types that are found by somebody.
   *
   * @param classFiles gives the class file for an internal name, or null
   */
  public ClassFileTypes(Function<String, byte @Nullable []> classFiles) {
    this.classFiles = classFiles;
  }

  @Override
  public Answer inherits(String type, String ancestor) {
    if (type.equals(ancestor)) {
      return Answer.YES;
    }
    if (isOfJdk(type)) {
      return Answer.NO;
    }
    Optional<List<String>> found = parents.computeIfAbsent(type, this::read);
    if (found.isEmpty()) {
      return Answer.UNKNOWN;
    }
    Answer answer = Answer.NO;
    for (String parent : found.get()) {
      Answer its = inherits(parent, ancestor);
      if (its == Answer.YES) {
        return its;
      } else if (its == Answer.UNKNOWN) {
        answer = its;
      }
    }
    return answer;
  }

  @Override
  public boolean carries(String annotationType, Predicate<String> wanted) {
    return carries(annotationType, wanted, new HashSet<>());
  }

  private boolean carries(String annotationType, Predicate<String> wanted, Set<String> seen) {
    byte[] bytes =
        seen.add(annotationType) && !isOfJdk(annotationType)
            ? classFiles.apply(annotationType)
            : null;
    if (bytes == null) {
      return false;
    }
    ClassNode type = new ClassNode();
    new ClassBytes(bytes).reader().accept(type, ClassReader.SKIP_CODE);
    return type.visibleAnnotations != null
        && type.visibleAnnotations.stream()
            .map(annotation -> Type.getType(annotation.desc).getInternalName())
            .anyMatch(each -> wanted.test(each) || carries(each, wanted, seen));
  }

  private static boolean isOfJdk(String type) {
    return JDK.stream().anyMatch(type::startsWith);
  }

  private Optional<List<String>> read(String type) {
    byte[] bytes = classFiles.apply(type);
    if (bytes == null) {
      return Optional.empty();
    }
    ClassReader reader = new ClassBytes(bytes).reader();
    List<String> found = new ArrayList<>(List.of(reader.getInterfaces()));
    if (reader.getSuperName() != null) {
      found.add(reader.getSuperName());
    }
    return Optional.of(found);
  }
}
